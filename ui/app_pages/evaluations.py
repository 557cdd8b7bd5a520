import streamlit as st

st.title("x", anchor=False)
