"use strict";

// A row stays when it holds every word searched for and agrees with every choice made.
function filterRows(tools) {
  const table = document.getElementById(tools.dataset.filters);
  const words = tools.querySelector("[data-search]").value.toLowerCase().split(/\s+/).filter(Boolean);
  const choices = Array.from(tools.querySelectorAll("select")).filter((choice) => choice.value);
  const rows = Array.from(table.tBodies[0].rows);
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    const agrees = choices.every((choice) => row.dataset[choice.dataset.key] === choice.value);
    row.hidden = !(agrees && words.every((word) => text.includes(word)));
  }
  const shown = rows.filter((row) => !row.hidden).length;
  tools.querySelector(".shown").textContent = "显示 " + shown + " / " + rows.length;
}

// A link to a dossier opens its details.
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
    target.querySelector("summary").focus({ preventScroll: true });
  }
}

for (const tools of document.querySelectorAll("[data-filters]")) {
  tools.addEventListener("input", () => filterRows(tools));
  filterRows(tools);
}
for (const button of document.querySelectorAll("[data-open]")) {
  button.addEventListener("click", () => {
    for (const details of document.querySelectorAll("details.dossier")) {
      details.open = button.dataset.open === "true";
    }
  });
}
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.querySelector("[data-search]").focus();
  }
});
addEventListener("hashchange", openTarget);
openTarget();
