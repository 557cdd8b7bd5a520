"""Pieces that the pages share. Text from documents, questions and letters is always escaped here."""
