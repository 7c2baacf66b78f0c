/* What the page does beyond links and forms. ES2017, Chromium 78. */
(function () {
  "use strict";
  var PICTURE_DELAY_MS = 250;
  var waiting = 0;
  var drawn = {};

  function each(selector, act, root) {
    Array.prototype.forEach.call((root || document).querySelectorAll(selector), act);
  }

  // Pictures: links without a script; drawn a moment after the last change. Until then the old one stays, paler.
  function keepPictures() {
    each("a.picture", function (link) {
      var old = drawn[link.pathname];
      if (old && old !== link.previousSibling) {
        old.classList.add("old");
        link.parentNode.insertBefore(old, link);
        link.classList.add("away");
      }
    });
  }

  function showPictures() {
    each("a.picture", function (link) {
      var image = drawn[link.pathname] || document.createElement("img");
      drawn[link.pathname] = image;
      image.classList.remove("old");
      image.alt = link.textContent;
      if (image.src !== link.href) { image.src = link.href; }
      link.parentNode.replaceChild(image, link);
    });
  }

  // Tables: sorted and filtered where they are.
  function valueOf(cell) {
    var control = cell.querySelector("input");
    var words = cell.dataset.value || (control ? control.value : cell.textContent);
    var number = Number(words.replace(/[,\s%▲▼+]/g, "").replace("−", "-").replace("—", ""));
    return words.trim() === "" || isNaN(number) ? words.trim() : number;
  }

  function sortBy(heading) {
    var table = heading.closest("table");
    var descending = heading.getAttribute("aria-sort") !== "descending";
    each("th[aria-sort]", function (th) { th.removeAttribute("aria-sort"); }, table);
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    sortTable(table);
  }

  // Also rows that have just come into a table that is sorted.
  function sortTable(table) {
    var heading = table.querySelector("th[aria-sort]");
    if (!heading) { return; }
    var column = heading.cellIndex;
    var descending = heading.getAttribute("aria-sort") === "descending";
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows).map(function (row, place) {
      return { row: row, value: valueOf(row.cells[column]), place: place };
    });
    rows.sort(function (one, other) {
      var order = typeof one.value === "number" && typeof other.value === "number"
        ? one.value - other.value : String(one.value).localeCompare(String(other.value), document.documentElement.lang);
      return (descending ? -order : order) || one.place - other.place;
    });
    rows.forEach(function (entry) { body.appendChild(entry.row); });
  }

  function makeSortable(table) {
    each("thead th:not(.fixed)", function (heading) {
      if (heading.querySelector("button")) { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (heading.firstChild) { button.appendChild(heading.firstChild); }
      heading.appendChild(button);
      button.addEventListener("click", function () { sortBy(heading); });
    }, table);
  }

  function filterTable(table) {
    var search = document.querySelector("[data-filters='" + table.id + "']");
    var changed = document.querySelector("[data-changed='" + table.id + "']");
    var wanted = search ? search.value.trim().toLowerCase() : "";
    if (!wanted && !(changed && changed.checked)) {
      each("tr.filtered", function (row) { row.classList.remove("filtered"); }, table);
      return;
    }
    each("tbody tr", function (row) {
      var missed = wanted && row.textContent.toLowerCase().indexOf(wanted) < 0 && row.id.toLowerCase().indexOf(wanted) < 0;
      var same = changed && changed.checked && !row.hasAttribute("data-moved");
      row.classList.toggle("filtered", Boolean(missed || same));
    }, table);
  }

  // What must be right before it is seen.
  function tidy() {
    keepPictures();
    each("table.sortable", function (table) {
      makeSortable(table);
      sortTable(table);
      filterTable(table);
    });
  }

  function arrange() {
    document.documentElement.classList.add("scripted");
    each("[data-filters], [data-script], [data-back]", function (element) { element.hidden = false; });
    each("[data-filters]:not([data-ready]), [data-changed]:not([data-ready])", function (control) {
      control.dataset.ready = "1";
      control.addEventListener("input", function (event) {
        event.stopPropagation();
        filterTable(document.getElementById(control.dataset.filters || control.dataset.changed));
      });
    });
    each("[data-back]:not([data-ready])", function (button) {
      button.dataset.ready = "1";
      button.addEventListener("click", function () { window.history.back(); });
    });
    each("[data-focus]", function (element) { element.focus(); });
    window.clearTimeout(waiting);
    waiting = window.setTimeout(showPictures, PICTURE_DELAY_MS);
  }

  // What is being typed while an answer comes outlasts it. Of that the browser tells no change when it is left.
  function isUnasked(control) {
    var asked = control.dataset.asked === undefined ? control.defaultValue : control.dataset.asked;
    return control.matches("input[type=number]") && control.value !== asked;
  }

  function keepTyped(event) {
    var typed = document.activeElement;
    if (!typed.id || !event.detail.shouldSwap || !event.detail.target.contains(typed) || !isUnasked(typed)) { return; }
    document.body.addEventListener("htmx:afterSwap", function () {
      var control = document.getElementById(typed.id);
      if (!control || control === typed) { return; }
      control.value = typed.value;
      control.dataset.kept = "1";
      control.focus();
    }, { once: true });
  }

  function speak() {
    var answer = document.querySelector("[data-spoken]") || document.getElementById("answer");
    var spoken = document.getElementById("spoken");
    if (answer && spoken.textContent !== answer.textContent) { spoken.textContent = answer.textContent; }
  }

  // Back was pressed while the page was still coming: its address is already another's, and htmx did not hear of it.
  function isOvertaken() {
    var came = window.performance.getEntriesByType("navigation")[0];
    return came && came.redirectCount === 0 && came.name.split("#")[0] !== window.location.href.split("#")[0];
  }

  document.addEventListener("DOMContentLoaded", function () {
    if (isOvertaken()) { window.location.reload(); }
    tidy();
    arrange();
    // What was edited back to the plan's own number is no edit.
    document.body.addEventListener("htmx:configRequest", function (event) {
      each("[data-best]", function (control) {
        if (control.value === control.dataset.best) { delete event.detail.parameters[control.name]; }
      });
    });
    // Enter in a field: what changed has been asked already.
    document.addEventListener("submit", function (event) {
      if (event.target.hasAttribute("hx-get")) { event.preventDefault(); }
    });
    // A number that its field does not take: said at the field, and nothing is asked.
    document.body.addEventListener("htmx:validation:failed", function (event) { event.target.reportValidity(); });
    document.body.addEventListener("htmx:beforeSwap", function (event) {
      if (event.detail.xhr.status === 422 || event.detail.xhr.status === 404) {
        event.detail.shouldSwap = true;
        event.detail.isError = false;
      }
    });
    document.body.addEventListener("htmx:beforeSwap", keepTyped);
    document.body.addEventListener("htmx:afterSwap", tidy);
    document.body.addEventListener("htmx:afterSettle", function () { arrange(); speak(); });
    document.addEventListener("change", function (event) { event.target.dataset.asked = event.target.value; }, true);
    document.addEventListener("focusout", function (event) {
      if (event.target.dataset.kept && isUnasked(event.target)) {
        event.target.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    document.addEventListener("keydown", function (event) {
      var close = event.key === "Escape" && document.querySelector("[data-close]");
      if (close) { close.click(); }
    });
  });
}());
