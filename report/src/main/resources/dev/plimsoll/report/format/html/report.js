/*
 * Sorting, filtering and details of the findings in security-report.html. The page is readable without this; it fetches nothing and
 * writes text nodes only, never markup. Rows come from <script type="application/json" class="rows"> elements, each with its own
 * table of strings: {"t": [strings], "r": [[image, severity, id, …], …]} in the order of the names in FIELDS.
 */
(() => {
  "use strict";

  const FIELDS = [
    "image", "severity", "id", "packageName", "version", "fixState", "fixed", "epss", "kev", "ransomware", "path", "layer",
    "introducedBy", "state", "why", "remedyKind", "remedy", "summary", "aliases", "score", "rating", "published", "record",
    "range", "reference", "isNew",
  ];
  const NUMBERS = new Set(["image", "severity", "epss", "ransomware", "layer", "score", "isNew"]);
  const PAGE = 100;
  const SHOW_ALL_UP_TO = 5000;
  const PRINT_UP_TO = 20000;

  const byId = (id) => document.getElementById(id);
  const table = byId("findings-table");
  if (!table) {
    return;
  }
  const words = JSON.parse(byId("words").textContent);
  const body = table.tBodies[0];
  const form = byId("filters");
  const status = byId("status");
  const more = byId("more");
  const rows = readRows();

  let matching = rows;
  let limit = PAGE;
  let sort = { key: "severity", down: true };
  let written = null;

  function readRows() {
    const all = [];
    for (const chunk of document.querySelectorAll("script.rows")) {
      const { t, r } = JSON.parse(chunk.textContent);
      for (const values of r) {
        const row = { order: all.length };
        FIELDS.forEach((name, i) => {
          row[name] = NUMBERS.has(name) ? values[i] : t[values[i]];
        });
        row.epss = row.epss < 0 ? -1 : row.epss / 100000;
        row.score = row.score < 0 ? -1 : row.score / 10;
        all.push(row);
      }
      chunk.remove();
    }
    return all;
  }

  // ---- filters: each reads one field of the form; the form is mirrored in the address after '#'

  function haystack(row) {
    row.text ??= [
      row.id, row.aliases, row.packageName, row.version, row.fixed, row.path, row.remedy, row.summary, row.why,
      words.images[row.image],
    ].join("\n").toLowerCase();
    return row.text;
  }

  function chosen() {
    const data = new FormData(form);
    return {
      severities: new Set(data.getAll("severity").map((word) => words.severity.findIndex(([key]) => key === word))),
      state: data.get("state"),
      fix: data.get("fix"),
      origin: data.get("origin"),
      image: data.get("image"),
      epss: Number(data.get("epss") || 0),
      kev: data.has("kev"),
      fresh: data.has("new"),
      terms: String(data.get("q")).toLowerCase().split(/\s+/).filter(Boolean),
    };
  }

  function matches(row, want) {
    return (want.severities.size === 0 || want.severities.has(row.severity))
      && (want.state ? want.state === "all" || row.state === want.state : row.state !== "suppressed")
      && (!want.fix || (want.fix === "yes") === Boolean(row.fixed))
      && (!want.origin || row.introducedBy === want.origin)
      && (!want.image || row.image === Number(want.image))
      && row.epss >= (want.epss || -1)
      && (!want.kev || row.kev !== "")
      && (!want.fresh || row.isNew === 1)
      && want.terms.every((term) => haystack(row).includes(term));
  }

  // ---- order

  const collator = new Intl.Collator("en", { numeric: true });
  const worstFirst = (a, b) =>
    a.severity - b.severity || (a.kev === "") - (b.kev === "") || b.epss - a.epss || a.order - b.order;
  const text = (name) => (a, b, sign) => sign * collator.compare(a[name], b[name]);
  // What is not known comes last, whichever way is sorted.
  const emptyLast = (name) => (a, b, sign) =>
    (a[name] === "") - (b[name] === "") || sign * collator.compare(a[name], b[name]);
  // Each takes two rows and 1 for ascending or -1 for descending.
  const ORDERS = {
    severity: (a, b, sign) => -sign * worstFirst(a, b),
    id: text("id"),
    package: text("packageName"),
    version: text("version"),
    fixed: emptyLast("fixed"),
    epss: (a, b, sign) => (a.epss < 0) - (b.epss < 0) || sign * (a.epss - b.epss),
    kev: emptyLast("kev"),
    where: (a, b, sign) => sign * (a.image - b.image || collator.compare(a.path, b.path) || a.layer - b.layer),
    state: text("state"),
    remedy: emptyLast("remedy"),
  };
  const DOWN_FIRST = new Set(["severity", "epss", "kev"]);

  function sorted(list) {
    const order = ORDERS[sort.key];
    const sign = sort.down ? -1 : 1;
    return list.slice().sort((a, b) => order(a, b, sign) || worstFirst(a, b));
  }

  // ---- drawing

  function element(name, className, content) {
    const node = document.createElement(name);
    if (className) {
      node.className = className;
    }
    if (content !== undefined) {
      node.textContent = content;
    }
    return node;
  }

  function cell(row, name, className, ...children) {
    const td = element("td", className);
    td.setAttribute("role", "cell");
    td.dataset.label = words.columns[name];
    td.append(...children.filter(Boolean));
    row.append(td);
  }

  function sub(content) {
    return content ? element("span", "sub", content) : null;
  }

  function nameOf(row) {
    if (!/^https?:\/\//.test(row.reference)) {
      return element("b", "", row.id);
    }
    const link = element("a", "", row.id);
    link.href = row.reference;
    link.rel = "noopener noreferrer";
    return link;
  }

  function percent(epss) {
    return epss < 0 ? "unknown" : epss < 0.001 ? "< 0.1%" : (epss * 100).toFixed(1) + "%";
  }

  function opener(row) {
    const button = element("button", "open", "Details");
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-label", "Details of " + row.id + " in " + row.packageName);
    button.addEventListener("click", () => toggle(button, row));
    return button;
  }

  function draw(row) {
    const tr = element("tr");
    tr.setAttribute("role", "row");
    const [severity, severityWord] = words.severity[row.severity];
    cell(tr, "severity", "", element("span", "badge is-" + severity, severityWord),
      sub(row.score < 0 ? "" : "CVSS " + row.score.toFixed(1)));
    cell(tr, "id", "id", nameOf(row), row.isNew === 1 && words.baseline ? element("span", "tag is-warn", "new") : null,
      opener(row), sub(row.summary));
    cell(tr, "package", "package", element("span", "", row.packageName));
    cell(tr, "version", "version", element("span", "mono", row.version));
    cell(tr, "fixed", "version", row.fixed ? element("span", "mono", row.fixed) : element("span", "muted", words.fix[row.fixState] ?? row.fixState));
    cell(tr, "epss", "amount", element("span", row.epss < 0 ? "muted" : "", percent(row.epss)));
    cell(tr, "kev", "kev-cell", row.kev ? element("span", "kev", row.kev) : element("span", "muted", "not listed"),
      sub(row.ransomware ? "ransomware" : ""));
    cell(tr, "where", "where", element("span", "mono", row.path), sub(place(row)));
    cell(tr, "state", "state", element("span", "", words.state[row.state] ?? row.state), sub(row.why));
    cell(tr, "remedy", "remedy", element(row.remedyKind === "command" || row.remedyKind === "edit" ? "code" : "span", "", row.remedy));
    return tr;
  }

  function place(row) {
    const parts = [row.layer < 0 ? "" : "layer " + row.layer, words.origin[row.introducedBy] ?? ""];
    if (words.images.length > 1) {
      parts.unshift(words.images[row.image]);
    }
    return parts.filter(Boolean).join(", ");
  }

  function toggle(button, row) {
    const tr = button.closest("tr");
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) {
      tr.nextElementSibling.remove();
      return;
    }
    const list = element("dl");
    const facts = {
      "Image": words.images[row.image],
      "Also known as": row.aliases,
      "Rating": row.rating || "unrated",
      "Published": row.published,
      "Record": row.record,
      "Affected": row.range,
      "How to mend it": words.remedy[row.remedyKind] ?? row.remedyKind,
    };
    for (const [name, value] of Object.entries(facts)) {
      if (value) {
        const pair = element("div");
        pair.append(element("dt", "", name), element("dd", "", value));
        list.append(pair);
      }
    }
    const td = element("td");
    td.colSpan = 10;
    td.setAttribute("role", "cell");
    td.append(list);
    const extra = element("tr", "details-row");
    extra.setAttribute("role", "row");
    extra.append(td);
    tr.after(extra);
  }

  function grow(to) {
    const fragment = document.createDocumentFragment();
    matching.slice(body.querySelectorAll("tr:not(.details-row)").length, to).forEach((row) => fragment.append(draw(row)));
    body.append(fragment);
    limit = Math.min(to, matching.length);
    const left = matching.length - limit;
    more.hidden = left <= 0;
    byId("more-page").textContent = "Show " + number(Math.min(PAGE, left)) + " more";
    byId("more-all").hidden = left <= PAGE || matching.length > SHOW_ALL_UP_TO;
    byId("more-all").textContent = "Show all " + number(matching.length);
    byId("more-left").textContent = number(limit) + " of " + number(matching.length) + " rows are drawn";
  }

  function number(value) {
    return value.toLocaleString("en");
  }

  function say() {
    const apart = rows.filter((row) => row.state === "suppressed").length;
    const shown = matching.length === rows.length ? "All " + number(rows.length) : number(matching.length) + " of " + number(rows.length);
    const hint = matching.some((row) => row.state === "suppressed") || apart === 0 ? "" : " " + number(apart) + (apart === 1 ? " suppressed one is" : " suppressed ones are") + " left out.";
    status.textContent = matching.length === 0
      ? "No finding matches." + (words.complete ? "" : " " + words.partial)
      : shown + (rows.length === 1 ? " finding." : " findings.") + hint;
  }

  function refresh() {
    const want = chosen();
    matching = sorted(rows.filter((row) => matches(row, want)));
    body.replaceChildren();
    grow(PAGE);
    say();
    for (const th of table.tHead.rows[0].cells) {
      th.setAttribute("aria-sort", th.dataset.sort !== sort.key ? "none" : sort.down ? "descending" : "ascending");
    }
  }

  // ---- the address: '#severity=critical&severity=high&q=openssl&sort=-epss'; one without '=' is a place on the page

  function remember() {
    const state = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value !== "") {
        state.append(name, value);
      }
    }
    if (sort.key !== "severity" || !sort.down) {
      state.set("sort", (sort.down ? "-" : "") + sort.key);
    }
    written = "#" + (state.size === 0 ? "sort=-severity" : state);
    history.replaceState(null, "", written);
  }

  function recall() {
    const hash = location.hash;
    if (hash === written || !hash.includes("=")) {
      return false;
    }
    const state = new URLSearchParams(hash.slice(1));
    for (const field of form.elements) {
      if (field.type === "checkbox") {
        field.checked = state.getAll(field.name).includes(field.value);
      } else if (field.name) {
        field.value = state.get(field.name) ?? "";
      }
    }
    const by = state.get("sort") ?? "-severity";
    const key = by.replace(/^-/, "");
    sort = Object.hasOwn(ORDERS, key) ? { key, down: by.startsWith("-") } : { key: "severity", down: true };
    written = hash;
    return true;
  }

  function changed() {
    remember();
    refresh();
  }

  // ---- controls

  // A head that is repeated on each printed page shows its text, but no button.
  function makeHeadersText() {
    for (const th of table.tHead.rows[0].cells) {
      th.replaceChildren(element("span", "", th.textContent));
    }
  }

  function makeHeadersButtons() {
    for (const th of table.tHead.rows[0].cells) {
      const button = element("button", "", th.textContent);
      button.type = "button";
      button.addEventListener("click", () => {
        const key = th.dataset.sort;
        sort = { key, down: sort.key === key ? !sort.down : DOWN_FIRST.has(key) };
        changed();
      });
      th.replaceChildren(button);
    }
  }

  function listen() {
    let waiting = 0;
    form.addEventListener("input", (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(changed, event.target.type === "search" ? 150 : 0);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(changed));
    window.addEventListener("hashchange", () => {
      if (recall()) {
        refresh();
        byId("findings").scrollIntoView();
      }
    });
    byId("more-page").addEventListener("click", () => showMore(limit + PAGE));
    byId("more-all").addEventListener("click", () => showMore(matching.length));
    window.addEventListener("beforeprint", () => {
      makeHeadersText();
      grow(Math.min(matching.length, PRINT_UP_TO));
      document.querySelectorAll("details:not([open])").forEach((each) => {
        each.open = true;
        each.dataset.closed = "";
      });
    });
    window.addEventListener("afterprint", () => {
      makeHeadersButtons();
      document.querySelectorAll("details[data-closed]").forEach((each) => {
        each.open = false;
        delete each.dataset.closed;
      });
      refresh();
    });
  }

  function showMore(to) {
    const first = body.querySelectorAll("tr:not(.details-row)").length;
    grow(Math.min(to, matching.length));
    body.querySelectorAll("tr:not(.details-row)")[first]?.querySelector("button, a")?.focus();
  }

  makeHeadersButtons();
  listen();
  recall();
  refresh();
  form.hidden = false;
})();
