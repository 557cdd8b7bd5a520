"use strict";
(() => {
  const form = document.getElementById("filters");
  const cases = [...document.querySelectorAll(".case")];
  const count = document.getElementById("count");
  const filter = () => {
    const chosen = Object.fromEntries(new FormData(form));
    const words = chosen.words.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of cases) {
      const fits = ["result", "set", "kind", "tag", "metric"].every(
        (name) => !chosen[name] || one.dataset[name].split("\n").includes(chosen[name]));
      const text = words.length ? one.textContent.toLowerCase() : "";
      one.hidden = !(fits && words.every((word) => text.includes(word)));
      shown += one.hidden ? 0 : 1;
    }
    count.textContent = `${shown} of ${cases.length} cases`;
  };
  const open = () => {
    const one = location.hash && document.getElementById(location.hash.slice(1));
    if (one && one.classList.contains("case")) {
      one.hidden = false;
      one.open = true;
      one.scrollIntoView();
    }
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", open);
  open();
})();
