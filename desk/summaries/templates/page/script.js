"use strict";

// A row stays when it holds every word searched for and agrees with every choice made.
function filterRows(tools) {
  const table = document.getElementById(tools.dataset.filters);
  const words = tools.querySelector("[data-search]").value.toLowerCase().split(/\s+/).filter(Boolean);
  const choices = Array.from(tools.querySelectorAll("select")).filter((choice) => choice.value);
  const rows = Array.from(table.tBodies[0].rows);
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    const agrees = choices.every((choice) => agreesWith(row.dataset[choice.dataset.key], choice));
    row.hidden = !(agrees && words.every((word) => text.includes(word)));
  }
  const shown = rows.filter((row) => !row.hidden).length;
  tools.querySelector(".shown").textContent = "显示 " + shown + " / " + rows.length;
}

function agreesWith(said, choice) {
  return choice.dataset.key === "kinds" ? said.split(" ").includes(choice.value) : said === choice.value;
}

// Figures by their size, all else by its letters; a second click turns the order round.
function sortRows(button) {
  const head = button.closest("th");
  const body = button.closest("table").tBodies[0];
  const falling = head.getAttribute("aria-sort") !== "descending";
  const key = (row) => (row.cells.length > head.cellIndex ? row.cells[head.cellIndex].textContent.trim() : "");
  const compare = (a, b) => key(a).localeCompare(key(b), "zh-CN", { numeric: true });
  const rows = Array.from(body.rows).sort((a, b) => (falling ? compare(b, a) : compare(a, b)));
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", falling ? "descending" : "ascending");
  body.append(...rows);
}

// One county is marked in every distribution, with its figure and its place.
function showCounty(name) {
  for (const strip of document.querySelectorAll(".strip")) {
    const own = strip.querySelector(".own");
    own.textContent = name ? "没有数" : "";
    for (const dot of strip.querySelectorAll("circle")) {
      const chosen = name !== "" && dot.dataset.county === name;
      dot.classList.toggle("chosen", chosen);
      dot.setAttribute("r", chosen ? "1.6" : "0.8");
      if (chosen) {
        const said = dot.querySelector("title").textContent;
        own.textContent = said + "，由高到低第" + dot.dataset.rank + "位（" + own.dataset.total + "个有数）";
        dot.parentElement.append(dot);
      }
    }
  }
}

// A dossier's own page leads to its place among all.
function openTarget() {
  const asked = location.hash.match(/^#county=(.+)$/);
  if (!asked) return;
  const select = document.getElementById("county");
  select.value = decodeURIComponent(asked[1]);
  showCounty(select.value);
  document.getElementById("spread").scrollIntoView();
  select.focus({ preventScroll: true });
}

for (const tools of document.querySelectorAll("[data-filters]")) {
  tools.addEventListener("input", () => filterRows(tools));
  filterRows(tools);
}
for (const button of document.querySelectorAll("button.sort")) {
  button.addEventListener("click", () => sortRows(button));
}
for (const link of document.querySelectorAll("[data-choose]")) {
  link.addEventListener("click", () => {
    const tools = document.querySelector("[data-filters=finding-table]");
    tools.querySelector("[data-key=kind]").value = link.dataset.choose;
    filterRows(tools);
  });
}
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.querySelector("[data-search]").focus();
  }
});
document.getElementById("county").addEventListener("input", (event) => showCounty(event.target.value));
addEventListener("hashchange", openTarget);
openTarget();
