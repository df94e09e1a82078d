// What the plain forms cannot do.  Without this file every page works all the same.
//
// A tapped answer is sent in the background; if the network is away it is kept on the phone and
// sent when it is back.  The server knows a repeat by its question and revision, so sending once
// too often is harmless.

const PATIENCE_MS = 15000;
const PAUSES_MS = [1000, 2000, 4000, 8000, 15000, 30000];
const PASSING = [502, 503, 504];

const shelf = () => `kept:${location.pathname.split("/")[2] || ""}`; // one for each interview
let memory = null; // where there is no localStorage
let busy = false;
let retry = 0;
let timer = null;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(shelf())) || memory;
  } catch {
    return memory;
  }
}

function keep(item) {
  memory = item;
  try {
    if (item) localStorage.setItem(shelf(), JSON.stringify(item));
    else localStorage.removeItem(shelf());
  } catch {
    // Private windows have no shelf; memory has to do.
  }
}

function say(what) {
  const line = document.getElementById("kept");
  if (!line) return;
  line.hidden = !what;
  line.lastElementChild.textContent = what ? line.dataset[what] : "";
}

// Sending

async function post(action, body) {
  const patience = new AbortController();
  const clock = body instanceof FormData ? null : setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(action, { method: "POST", body, signal: patience.signal });
    if (PASSING.includes(answer.status)) throw new TypeError("not now");
    return { html: await answer.text(), url: answer.redirected ? answer.url : null };
  } finally {
    clearTimeout(clock);
  }
}

async function sendKept() {
  clearTimeout(timer);
  const item = kept();
  if (!item || busy) return;
  busy = true;
  try {
    const answer = await post(item.action, new URLSearchParams(item.body));
    keep(null);
    retry = 0;
    show(answer);
  } catch {
    say("kept");
    timer = setTimeout(sendKept, PAUSES_MS[Math.min(retry++, PAUSES_MS.length - 1)]);
  } finally {
    busy = false;
  }
}

async function sendFiles(form, body) {
  busy = true;
  say("sending");
  try {
    show(await post(form.action, body));
    say(null);
  } catch {
    form.classList.add("unsent");
    say("unsent");
  } finally {
    busy = false;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-step]")) return;
  event.preventDefault();
  if (busy) return;
  const body = new FormData(form);
  const button = event.submitter;
  if (button && button.name) body.set(button.name, button.value);
  if (body.has("device_at")) body.set("device_at", new Date().toISOString());
  if (form.enctype === "multipart/form-data") {
    sendFiles(form, body);
    return;
  }
  if (button) {
    for (const other of document.querySelectorAll("[aria-pressed]")) other.removeAttribute("aria-pressed");
    button.setAttribute("aria-pressed", "true");
  }
  keep({ action: form.getAttribute("action"), body: new URLSearchParams(body).toString() });
  sendKept();
});

addEventListener("online", sendKept);
document.addEventListener("visibilitychange", () => document.hidden || sendKept());

// Showing what came back: the same page a browser without scripts would have gone to.

function show({ html, url }) {
  const next = new DOMParser().parseFromString(html, "text/html");
  document.title = next.title;
  document.documentElement.lang = next.documentElement.lang;
  document.body.className = next.body.className;
  for (const script of next.querySelectorAll("script")) script.remove();
  document.body.replaceChildren(...next.body.childNodes);
  if (url) history.replaceState(null, "", url);
  scrollTo(0, 0);
  enhance();
  const heading = document.querySelector("h1[tabindex]");
  if (heading) heading.focus({ preventScroll: true });
}

// Each kind's own

function enhance() {
  document.body.classList.add("scripted");
  for (const output of document.querySelectorAll("[data-since]")) tick(output);
  for (const button of document.querySelectorAll("[data-locate]")) offerPlace(button);
  for (const input of document.querySelectorAll("input[type=file]")) offerPhoto(input);
}

function tick(output) {
  const begun = performance.now() - 1000 * Number(output.dataset.since);
  const draw = () => {
    if (!output.isConnected) return clearInterval(drawing);
    const seconds = Math.floor((performance.now() - begun) / 1000);
    output.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  const drawing = setInterval(draw, 250);
  output.hidden = false;
  draw();
}

function offerPlace(button) {
  if (!navigator.geolocation) return;
  const form = button.form;
  const words = button.lastChild;
  const label = words.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    words.textContent = button.dataset.looking;
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.lat.value = coords.latitude.toFixed(6);
        form.elements.lon.value = coords.longitude.toFixed(6);
        form.elements.accuracy.value = coords.accuracy.toFixed(1);
        form.requestSubmit();
      },
      (error) => {
        words.textContent = label;
        button.disabled = false;
        const why = error.code === error.PERMISSION_DENIED ? "denied" : "unknown";
        tell(button.dataset[why]);
      },
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 },
    );
  });
}

function offerPhoto(input) {
  const form = input.form;
  input.addEventListener("change", () => {
    const files = [...input.files];
    if (!files.length) return;
    if (files.some((file) => file.size > Number(form.dataset.largest))) {
      input.value = "";
      tell(document.getElementById("kept").dataset.large);
      return;
    }
    const previews = form.querySelector(".previews");
    previews.hidden = false;
    previews.replaceChildren(...files.map(preview));
    form.requestSubmit();
  });
}

function preview(file) {
  const image = new Image();
  image.alt = "";
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src));
  image.addEventListener("error", () => image.remove());
  return image;
}

function tell(sentence) {
  const line = document.createElement("p");
  line.className = "notice";
  line.textContent = sentence;
  document.getElementById("notices").replaceChildren(line);
}

enhance();
if (kept()) sendKept();
