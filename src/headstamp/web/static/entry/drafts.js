// Keeps what is typed: at the server every few seconds, on this computer while the server cannot be reached.
const form = document.getElementById("entry");
const state = form.querySelector("[data-state]");
const drafts = Boolean(form.dataset.draft);
const mine = `headstamp-draft:${form.dataset.account}:${form.dataset.form}:`;
const PAUSE = 2500, KEPT_FOR = 14 * 86400 * 1000;
let changed = false, busy = null, timer = 0, leaving = false, unloading = false, named = location.search.includes("draft=");

const fieldsOf = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");

function send(address, fields, keepalive = false) {
  const body = new URLSearchParams(fields);
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  return fetch(address, { method: "POST", body, keepalive, headers: { "HX-Request": "true" }, redirect: "manual" });
}

function say(word, warning = false, link = "") {
  state.textContent = word;
  state.classList.toggle("is-warning", warning);
  if (!link) return;
  const next = encodeURIComponent(form.dataset.again);
  const anchor = Object.assign(document.createElement("a"), { href: `${link}?next=${next}`, textContent: state.dataset.signIn });
  state.append(" ", anchor);
}

function keepHere(word, link = "") {
  try {
    localStorage.setItem(mine + form.dataset.key, JSON.stringify({ at: Date.now(), fields: fieldsOf() }));
    say(word, true, link);
  } catch { say(state.dataset.failed, true); }
}

const forget = () => localStorage.removeItem(mine + form.dataset.key);

/** Keep the form now: kept, refused (the server answers but does not take it) or lost (no line, no session). */
export async function keep(keepalive = false) {
  if (!drafts) return "kept";
  while (busy) await busy; // one at a time: a late one must not bring back a draft that was saved
  if (leaving) return "kept";
  changed = false;
  busy = (async () => {
    let answer;
    try { answer = await send(form.dataset.draft, fieldsOf(), keepalive); }
    catch { changed = true; keepHere(state.dataset.offline); return "lost"; }
    if (answer.status === 204) {
      if (!unloading) forget();
      if (!named && form.dataset.again) { named = true; history.replaceState(null, "", form.dataset.again); }
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      say(`${state.dataset.kept} ${time}`);
      return "kept";
    }
    changed = true;
    const out = [0, 401, 403].includes(answer.status);
    keepHere(out ? state.dataset.signedOut : state.dataset.failed, out ? state.dataset.signInUrl : "");
    return out ? "lost" : "refused";
  })();
  const done = await busy;
  busy = null;
  return done;
}

/** From now on the page goes away because the record is being saved. */
export function leave() { leaving = true; clearInterval(timer); }

/** Whether the page shows these fields already: they arrived although nobody could hear that they did. */
const same = (fields) => {
  const filled = (pairs) => JSON.stringify(pairs.filter(([, value]) => value !== ""));
  return filled(fields) === filled(fieldsOf());
};

/** What could not be sent before goes to the server now, which offers it like every other draft. */
async function handOver() {
  let handed = 0;
  for (const name of Object.keys(localStorage).filter((key) => key.startsWith(mine))) {
    const { at, fields } = JSON.parse(localStorage.getItem(name));
    if (Date.now() - at > KEPT_FOR) { localStorage.removeItem(name); continue; }
    if (name === mine + form.dataset.key && same(fields)) { localStorage.removeItem(name); continue; }
    const address = form.dataset.draft.replace(form.dataset.key, name.slice(mine.length));
    try {
      const answer = await send(address, fields);
      if (answer.status === 204) { localStorage.removeItem(name); handed += 1; }
    } catch { return; }
  }
  if (handed && !leaving && !busy) location.reload();
}

if (drafts) ["input", "change", "row-added"].forEach((name) => form.addEventListener(name, () => { changed = true; }));
timer = setInterval(() => { if (changed && !busy && !leaving) keep(); }, PAUSE);
window.addEventListener("online", () => { if (changed) keep(); });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && changed && !leaving) keep(true);
});
window.addEventListener("beforeunload", () => {
  // What is on its way may not arrive before the next page is made: that page hands it over again.
  unloading = true;
  if ((changed || busy) && !leaving) keepHere("");
});
if (drafts) handOver();
