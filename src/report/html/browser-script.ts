/**
 * Filters and sorts the rows in the reader's browser; plain JavaScript, since a report is one file without a build.
 * Rows stand as data in the page and become elements a few hundred at a time, so that a tenant of 50,000 opens at
 * once; printing brings them all.
 */
export const browserScript = `
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("rows").textContent);
  var body = document.getElementById("changes");
  var status = document.getElementById("status");
  var more = document.getElementById("more");
  var form = document.getElementById("filters");
  var page = 300, shown = page, matches = [], sortBy = "order", descending = false;
  var kinds = data.kinds;
  var columns = ["kind", "person", "what", "why"], titles = {};
  document.querySelectorAll("th[data-sort]").forEach(function (head) { titles[head.dataset.sort] = head.textContent; });

  function text(row, column) { return column === "kind" ? kinds[row.kind] : row[column]; }
  function compare(one, other) {
    if (sortBy === "order") return one.order - other.order;
    var a = text(one, sortBy).toLowerCase(), b = text(other, sortBy).toLowerCase();
    var result = a < b ? -1 : a > b ? 1 : one.order - other.order;
    return descending ? -result : result;
  }
  function filter() {
    var person = form.person.value.trim().toLowerCase(), sku = form.sku.value;
    var assignment = form.assignment.value, kind = form.kind.value;
    matches = data.rows.filter(function (row) {
      return (person === "" || row.person.toLowerCase().indexOf(person) >= 0) &&
        (sku === "" || row.skus.indexOf(Number(sku)) >= 0) &&
        (assignment === "" || row.assignments.indexOf(Number(assignment)) >= 0) &&
        (kind === "" || row.kind === kind);
    }).sort(compare);
    draw();
  }
  function cell(row, column) {
    var element = document.createElement(column === "person" ? "th" : "td");
    if (column === "person") { element.scope = "row"; element.className = "person"; }
    if (column === "kind") element.className = "kind " + row.kind;
    if (column === "what" || column === "why") element.dataset.title = titles[column];
    element.textContent = text(row, column);
    return element;
  }
  function draw() {
    var fragment = document.createDocumentFragment();
    matches.slice(0, shown).forEach(function (row) {
      var line = document.createElement("tr");
      columns.forEach(function (column) { line.appendChild(cell(row, column)); });
      fragment.appendChild(line);
    });
    body.replaceChildren(fragment);
    var rest = matches.length - Math.min(shown, matches.length);
    status.textContent = matches.length + " of " + data.rows.length + " " + data.noun +
      (rest > 0 ? ", the first " + shown + " are shown" : "");
    more.hidden = rest === 0;
    more.textContent = "Show " + rest + " more";
  }
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", function () { shown = page; filter(); });
  form.addEventListener("reset", function () { shown = page; setTimeout(filter, 0); });
  more.addEventListener("click", function () { shown = matches.length; draw(); });
  document.querySelectorAll("th[data-sort] button").forEach(function (button) {
    button.addEventListener("click", function () {
      var head = button.parentElement, column = head.dataset.sort;
      descending = sortBy === column && !descending;
      sortBy = column;
      document.querySelectorAll("th[data-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      filter();
    });
  });
  window.addEventListener("beforeprint", function () { shown = matches.length; draw(); });
  filter();
})();
`;
