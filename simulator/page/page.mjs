/** The page of the simulator. What the API returns becomes text, never HTML: the browser is asked to refuse all else. */

import { examples, texts } from "./texts.mjs";

/**
 * @typedef {Record<string, any>} Row
 * @typedef {string | Node} Content
 * @typedef {{title: string, cell: (row: Row) => Content | Content[]}} Column
 * @typedef {{title?: string, rows: Row[]}} Group
 */

const SHORTEST_WAIT = 1000;
/** While nothing changes, and while the simulator does not answer. */
const LONGEST_WAIT = { idle: 3000, lost: 15_000 };

const KINDS = [
  ...["throttle", "throttle-retry-after", "http-500", "http-503-html"],
  ...["drop-before-commit", "drop-after-commit", "delay", "truncate"],
];

const GOOD = ["SUCCESS", "Available", "OK"];
const BAD = ["FAILED", "TEST_FAILED", "PARTITION_SUCCESS", "CANCELLED", "CreateFailed", "UnAvailable"];

/** What the page knows: the last summary, and what the user chose. */
const page = {
  /** @type {Row | undefined} */
  summary: undefined,
  /** @type {"en" | "zh"} */
  language: chosenLanguage(),
  filter: "",
  refusalsOnly: false,
  wait: SHORTEST_WAIT,
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer: undefined,
  /** The number of the latest request: an answer to an earlier one comes too late. */
  request: 0,
  /** @type {{text: string, values: Record<string, string | number>, kind: string}} */
  connection: { text: "connecting", values: {}, kind: "" },
};

// What is on the page

/**
 * @param {string} id
 * @returns {any} an element of index.html, which has them all
 */
function element(id) {
  return document.getElementById(id);
}

/** @param {string} selector */
function all(selector) {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {Content[]} content
 */
function make(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

/** @param {string} text */
const mono = (text) => make("span", { class: "mono" }, text);

/** Two lines in a cell. @param {Content[]} lines */
const lines = (...lines) => lines.map((line) => make("div", {}, line));

/** A text in which backticks enclose code. @param {string} text */
function withCode(text) {
  return text.split("`").map((part, place) => (place % 2 === 1 ? make("code", {}, part) : part));
}

// Language

function chosenLanguage() {
  try {
    const stored = localStorage.getItem("language");
    if (stored === "en" || stored === "zh") return stored;
  } catch {
    // A browser can forbid it; then the choice ends with the page.
  }
  const [first] = navigator.languages.filter((language) => /^(en|zh)\b/i.test(language));
  return first?.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} values
 */
function say(name, values = {}) {
  const text = texts[page.language][name] ?? name;
  return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}

function showLanguage() {
  document.documentElement.lang = page.language === "zh" ? "zh-CN" : "en";
  for (const one of all("[data-text]")) one.textContent = say(one.dataset["text"] ?? "");
  for (const one of all("[data-label]")) one.setAttribute("aria-label", say(one.dataset["label"] ?? ""));
  for (const one of all("[data-language]"))
    one.setAttribute("aria-pressed", String(one.dataset["language"] === page.language));
  for (const one of all("output")) one.replaceChildren();
  drawn.clear();
  showConnection();
  showSetting();
  if (page.summary) show(page.summary);
}

// Rows

/** What each part of the page was drawn from, so that a part is left alone while nothing in it changes. @type {Map<string, string>} */
const drawn = new Map();

/**
 * @param {string} part
 * @param {unknown} from
 */
function isNew(part, from) {
  const text = JSON.stringify(from);
  if (drawn.get(part) === text) return false;
  drawn.set(part, text);
  return true;
}

/** @param {string} [instant] */
const dateTime = (instant = "") =>
  instant
    .replace("T", " ")
    .replace(/\.\d+Z$/, "")
    .replace("Z", "");

/** @param {string} status */
function badge(status) {
  const kind = GOOD.includes(status) ? "good" : BAD.includes(status) ? "bad" : "busy";
  return make("span", { class: `status ${kind}-status` }, status);
}

/** @param {Row} row */
const where = (row) => lines(row["regionId"] ?? "–", mono(row["accountId"] ?? "–"));

/** A name over an ID, or the ID alone. @param {string | undefined} name @param {string} id */
const named = (name, id) => (name === undefined || name === id ? [mono(id)] : lines(name, mono(id)));

/** The states of an execution: those that are over, the current one, and those that are planned. @param {Row} row */
function progress(row) {
  const steps = /** @type {{status: string, from: string, begun: boolean}[]} */ (row["steps"]);
  const begun = steps.filter((step) => step.begun).length;
  const next = steps[begun];
  const since = steps[begun - 1];
  const items = steps.map(({ status }, place) =>
    place < begun
      ? make("li", place === begun - 1 ? { "aria-current": "step" } : {}, status)
      : make(
          "li",
          { class: "next" },
          make("span", { class: "visually-hidden" }, `${say("planned")}: `),
          status,
        ),
  );
  const [name, time] = next ? ["until", next.from] : ["since", since?.from];
  const current = say(name, { status: "", time: dateTime(time) }).replace(/^[\s，]+/, "");
  return [
    badge(row["status"]),
    ` ${current}`,
    make("ol", { class: "steps" }, ...items),
    ...(row["errorCode"]
      ? [make("span", { class: "error", lang: "en" }, `${row["errorCode"]}: ${row["error"] ?? ""}`)]
      : []),
  ];
}

/** @param {Row} row */
function use(row) {
  const found = [
    row["isPublic"] ? say("community") : "",
    row["sharedWith"] > 0 ? say("shared", { count: row["sharedWith"] }) : "",
    row["copied"] ? say("copied") : "",
    row["usage"] === "instance" ? say("used") : "",
  ];
  return found.filter(Boolean).join(", ") || "–";
}

/** @type {Record<string, Column[]>} */
const columns = {
  executions: [
    { title: "id", cell: (row) => mono(row["id"]) },
    {
      title: "pipeline",
      cell: (row) =>
        row["pipeline"] === undefined
          ? lines(mono(row["pipelineId"]), say("gone"))
          : named(row["pipeline"], row["pipelineId"]),
    },
    { title: "progress", cell: progress },
    { title: "image", cell: (row) => (row["imageId"] ? mono(row["imageId"]) : "–") },
    { title: "where", cell: where },
    { title: "created", cell: (row) => dateTime(row["createdAt"]) },
  ],
  pipelines: [
    { title: "name", cell: (row) => named(row["name"], row["id"]) },
    { title: "base", cell: (row) => mono(row["base"] ?? "–") },
    {
      title: "builds",
      cell: (row) => (row["lastBuild"] ? [`${row["builds"]} `, badge(row["lastBuild"])] : "–"),
    },
    { title: "where", cell: where },
    { title: "created", cell: (row) => dateTime(row["createdAt"]) },
  ],
  components: [
    { title: "name", cell: (row) => named(row["name"], row["id"]) },
    { title: "version", cell: (row) => row["version"] },
    { title: "type", cell: (row) => `${row["type"]}, ${row["system"]}` },
    { title: "where", cell: where },
    { title: "created", cell: (row) => dateTime(row["createdAt"]) },
  ],
  images: [
    { title: "name", cell: (row) => named(row["name"], row["id"]) },
    { title: "family", cell: (row) => row["family"] ?? "–" },
    { title: "status", cell: (row) => badge(row["status"]) },
    { title: "use", cell: use },
    { title: "where", cell: where },
    { title: "created", cell: (row) => dateTime(row["createdAt"]) },
  ],
  calls: [
    { title: "time", cell: (row) => dateTime(row["at"]) },
    { title: "action", cell: (row) => row["action"] },
    {
      title: "code",
      cell: (row) => [
        badgeOfCall(row),
        ...(row["fault"] ? [make("div", {}, say("fault", { kind: row["fault"] }))] : []),
      ],
    },
    { title: "where", cell: where },
    { title: "duration", cell: (row) => say("milliseconds", { count: row["milliseconds"] }) },
  ],
};

/** @param {Row} row */
function badgeOfCall({ status, code }) {
  if (status === 200) return badge("OK");
  const shown = status === 0 ? say("noAnswer") : code === "-" ? `${status}` : `${status} ${code}`;
  return make("span", { class: "status bad-status" }, shown);
}

/**
 * A table of some kind of rows. The roles are given because a table that is not displayed as one loses its own.
 *
 * @param {Column[]} shown
 * @param {string} label
 * @param {Group} group
 */
function table(shown, label, { title, rows }) {
  const heads = shown.map(({ title }) => make("th", { role: "columnheader", scope: "col" }, say(title)));
  const body = rows.map((row) => {
    const cells = shown.map(({ title, cell }) =>
      make("td", { role: "cell", "data-title": say(title) }, ...[cell(row)].flat()),
    );
    return make("tr", { role: "row" }, ...cells);
  });
  return make(
    "table",
    { role: "table", "aria-label": title ?? label },
    ...(title === undefined ? [] : [make("caption", { "aria-hidden": "true" }, title)]),
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...heads)),
    make("tbody", { role: "rowgroup" }, ...body),
  );
}

/**
 * Draws the rows of a section: tables, or a sentence that says what to do.
 *
 * @param {string} name
 * @param {Group[]} groups
 * @param {string} empty what to say if there are none
 * @param {string} more what to say below them
 */
function showRows(name, groups, empty, more = "") {
  if (!isNew(name, [groups, empty, more])) return;
  const shown = columns[name] ?? [];
  const parts = groups.some(({ rows }) => rows.length > 0)
    ? groups.map((group) => table(shown, say(name), group))
    : [make("p", { class: "empty" }, ...withCode(empty))];
  const below = more === "" ? [] : [make("p", { class: "more" }, more)];
  document.querySelector(`#${name} .rows`)?.replaceChildren(...parts, ...below);
}

/**
 * @param {string} name
 * @param {number} total
 * @param {string} whenNone
 */
function emptyText(name, total, whenNone) {
  const noRows = name === "calls" ? total === 0 || page.filter === "" : total === 0;
  return noRows
    ? say(whenNone, { endpoint: location.origin, total })
    : say("noMatch", { filter: page.filter, total });
}

// The summary

/** @param {Row} summary */
function show(summary) {
  element("version").textContent = summary["version"];
  for (const [name, whenNone] of /** @type {const} */ ([
    ["executions", "noExecutions"],
    ["pipelines", "noPipelines"],
    ["components", "noComponents"],
  ])) {
    const { total, matching, rows } = summary[name];
    const more = rows.length < matching ? say("shown", { shown: rows.length, matching }) : "";
    showRows(name, [{ rows }], emptyText(name, total, whenNone), more);
  }
  showImages(summary["images"]);
  showCalls(summary["calls"]);
  for (const one of all("[data-count]")) {
    const text = String(summary[one.dataset["count"] ?? ""].total);
    if (one.textContent !== text) one.textContent = text;
  }
  showControls(summary);
}

/** @param {Row} images */
function showImages({ total, matching, regions }) {
  const shown = regions.reduce(
    (/** @type {number} */ sum, /** @type {Row} */ one) => sum + one["rows"].length,
    0,
  );
  const groups = regions.map((/** @type {Row} */ one) => {
    const name = one["rows"].length < one["matching"] ? "shownInRegion" : "region";
    const values = { region: one["regionId"], shown: one["rows"].length, matching: one["matching"] };
    return { title: say(name, values), rows: one["rows"] };
  });
  const more = shown < matching ? say("shown", { shown, matching }) : "";
  showRows("images", groups, emptyText("images", total, "noImages"), more);
}

/** @param {Row} calls */
function showCalls({ byAction, rejected, kept, last }) {
  const total = Object.values(byAction).reduce((sum, count) => sum + count, 0);
  element("counts").textContent = say("counts", { calls: total, rejected, kept });
  const rows = page.refusalsOnly ? last.filter((/** @type {Row} */ call) => call["status"] !== 200) : last;
  const isQuiet = page.refusalsOnly && last.length > 0;
  const empty = isQuiet
    ? say("noRefusals", { total: last.length })
    : emptyText("calls", total + rejected, "noCalls");
  showRows("calls", [{ rows }], empty);
}

/** @param {Row} summary */
function showControls({ faults, quota, settings }) {
  const { rules, left } = faults;
  const active = Object.keys(rules).length > 0 && left !== 0;
  const rest = left === undefined ? say("faultsForever") : say("faultsLeft", { count: left });
  const text = active ? say("faultsNow", { rules: JSON.stringify(rules), left: rest }) : say("faultsNone");
  if (isNew("faults", text)) element("faults-now").textContent = text;
  const { callsPerSecond } = quota;
  const limit = callsPerSecond === undefined ? say("quotaNone") : say("quotaNow", { count: callsPerSecond });
  if (isNew("quota", limit)) element("quota-now").textContent = limit;
  const choice = element("setting");
  if (choice.options.length === 0) {
    choice.append(...Object.keys(settings).map((name) => make("option", { value: name }, name)));
    showSetting();
  }
  const actions = element("known-actions");
  if (isNew("actions", Object.keys(page.summary?.["calls"].byAction ?? {})))
    actions.replaceChildren(
      ...Object.keys(page.summary?.["calls"].byAction).map((value) => make("option", { value })),
    );
}

/** Shows the current value of the chosen setting. */
function showSetting() {
  const name = element("setting").value;
  const settings = page.summary?.["settings"];
  if (name === "" || settings === undefined) return;
  const isSecret = name === "accessKeys";
  const keys = isSecret ? ` ${say("keysNow", { count: settings[name] })}` : "";
  element("setting-help").textContent = say(`help_${name}`) + keys;
  element("value").value = isSecret ? "[]" : JSON.stringify(settings[name], null, 2);
}

// Following the simulator

function showConnection() {
  const { text, values, kind } = page.connection;
  const place = element("connection");
  const shown = say(text, values);
  if (place.textContent !== shown) place.textContent = shown;
  place.className = kind;
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @param {string} kind
 */
function setConnection(text, values, kind) {
  page.connection = { text, values, kind };
  showConnection();
}

/** Asks for the summary now, and again later. */
async function follow() {
  clearTimeout(page.timer);
  page.request += 1;
  const { request } = page;
  try {
    const response = await fetch(`/_simulator/summary?filter=${encodeURIComponent(page.filter)}`, {
      signal: AbortSignal.timeout(10_000),
    });
    const answer = await response.json();
    if (request !== page.request) return;
    if (response.ok) arrived(answer);
    else lost("failed", answer.error ?? String(response.status));
  } catch {
    if (request !== page.request) return;
    lost("lost");
  }
  if (!document.hidden) page.timer = setTimeout(follow, page.wait);
}

/** @param {Row} summary */
function arrived(summary) {
  const before = page.summary;
  page.summary = summary;
  if (before && before["version"] !== summary["version"]) location.reload();
  const { now, ...content } = summary;
  element("now").textContent = `${dateTime(now)} UTC`;
  page.wait = isNew("summary", content) ? SHORTEST_WAIT : Math.min(page.wait * 1.5, LONGEST_WAIT.idle);
  const values = { time: `${dateTime(summary["startedAt"])} UTC` };
  const isOther = before !== undefined && before["startedAt"] !== summary["startedAt"];
  if (isOther) setConnection("restarted", values, "good");
  else if (page.connection.text !== "restarted") setConnection("live", values, "good");
  if (before && !isOther) announce(before["executions"].rows, summary["executions"].rows);
  show(summary);
}

/**
 * Says which executions have ended, to those who do not see it.
 *
 * @param {Row[]} before
 * @param {Row[]} now
 */
function announce(before, now) {
  const running = new Set(before.filter((row) => !row["ended"]).map((row) => row["id"]));
  const ended = now.filter((row) => row["ended"] && running.has(row["id"]));
  if (ended.length === 0) return;
  element("news").textContent = ended
    .map(({ pipeline, pipelineId, status }) => say("ended", { pipeline: pipeline ?? pipelineId, status }))
    .join(" ");
}

/**
 * @param {string} text
 * @param {string} [error]
 */
function lost(text, error = "") {
  page.wait = Math.min(page.wait * 2, LONGEST_WAIT.lost);
  setConnection(text, { seconds: Math.round(page.wait / 1000), error }, "bad");
}

// Controls

/**
 * Sends a request to the control interface and shows how it ended.
 *
 * @param {HTMLElement} form
 * @param {string} path
 * @param {unknown} body
 * @param {(answer: Row) => string} done
 */
async function send(form, path, body, done) {
  try {
    const response = await fetch(`/_simulator/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    const answer = await response.json();
    if (response.ok) tell(form, "good", done(answer));
    else tell(form, "bad", say("refused", { status: response.status, error: answer.error }));
    if (response.ok) drawn.delete("summary");
  } catch {
    tell(form, "bad", say("noConnection"));
  }
  page.wait = SHORTEST_WAIT;
  await follow();
}

/**
 * @param {HTMLElement} form
 * @param {"good" | "bad"} kind
 * @param {string} text
 */
function tell(form, kind, text) {
  const output = form.querySelector("output");
  if (output === null) return;
  output.className = kind;
  output.textContent = text;
}

/** @type {Record<string, (form: HTMLFormElement) => unknown>} */
const controls = {
  clock: (form) => advance(form, Number(element("seconds").value)),
  faults: (form) => {
    const kinds = all("#kinds input:checked").map((one) => one.getAttribute("value"));
    const actions = element("actions")
      .value.split(/[,，\s]+/)
      .filter(Boolean);
    const count = element("count").value;
    const rules = {
      rate: Number(element("rate").value),
      delayMs: Number(element("delay").value),
      ...(kinds.length > 0 && { kinds }),
      ...(actions.length > 0 && { actions }),
      ...(count !== "" && { count: Number(count) }),
    };
    return send(form, "faults", rules, () => say("faultsStarted"));
  },
  quota: (form) => {
    const limit = element("per-second").value;
    const body = limit === "" ? {} : { callsPerSecond: Number(limit) };
    return send(form, "quota", body, () =>
      limit === "" ? say("quotaNone") : say("quotaNow", { count: limit }),
    );
  },
  settings: (form) => {
    const setting = element("setting").value;
    try {
      const value = JSON.parse(element("value").value);
      return send(form, "settings", { [setting]: value }, () => say("applied", { setting })).then(
        showSetting,
      );
    } catch (error) {
      return tell(form, "bad", say("notJson", { error: error instanceof Error ? error.message : "" }));
    }
  },
  reset: () => element("confirm").showModal(),
};

/**
 * @param {HTMLElement} form
 * @param {number} advanceSeconds
 */
function advance(form, advanceSeconds) {
  return send(form, "clock", { advanceSeconds }, ({ now }) =>
    say("advanced", { now: `${dateTime(now)} UTC` }),
  );
}

function begin() {
  element("kinds").append(
    ...KINDS.map((kind) =>
      make("label", { class: "check" }, make("input", { type: "checkbox", value: kind }), ` ${kind}`),
    ),
  );
  for (const form of /** @type {HTMLFormElement[]} */ (all("form[data-control]")))
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      controls[form.dataset["control"] ?? ""]?.(form);
    });
  for (const button of all("[data-seconds]"))
    button.addEventListener("click", () => {
      const form = button.closest("form");
      if (form) advance(form, Number(button.dataset["seconds"]));
    });
  element("end-faults").addEventListener("click", (/** @type {Event} */ { target }) => {
    const form = target instanceof Element ? target.closest("form") : null;
    if (form) send(form, "faults", {}, () => say("faultsEnded"));
  });
  element("setting").addEventListener("change", showSetting);
  element("example").addEventListener("click", () => {
    const setting = /** @type {keyof typeof examples} */ (element("setting").value);
    element("value").value = JSON.stringify(examples[setting], null, 2);
  });
  element("cancel").addEventListener("click", () => element("confirm").close());
  element("confirmed").addEventListener("click", () => {
    element("confirm").close();
    const [form] = all('form[data-control="reset"]');
    if (form) send(form, "reset", {}, () => say("resetDone")).then(showSetting);
  });
  const search = (/** @type {string} */ text) => {
    page.filter = text;
    page.wait = SHORTEST_WAIT;
    follow();
  };
  element("search").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  element("filter").addEventListener("input", () => search(element("filter").value.trim()));
  element("clear").addEventListener("click", () => {
    element("filter").value = "";
    element("filter").focus();
    search("");
  });
  element("refusals").addEventListener("change", () => {
    page.refusalsOnly = element("refusals").checked;
    if (page.summary) showCalls(page.summary["calls"]);
  });
  for (const button of all("[data-language]"))
    button.addEventListener("click", () => {
      page.language = button.dataset["language"] === "zh" ? "zh" : "en";
      try {
        localStorage.setItem("language", page.language);
      } catch {
        // As above.
      }
      showLanguage();
    });
  document.addEventListener("visibilitychange", () => {
    page.wait = SHORTEST_WAIT;
    if (!document.hidden) follow();
  });
  showLanguage();
  follow();
}

begin();
