// What the plain forms cannot do.  Without this file every page works all the same.
//
// A tapped answer is sent in the background; if the network is away it is kept on the phone and
// sent when it is back.  The server knows a repeat by the key in the form and gives the same reply,
// so sending once too often is harmless.

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
    const headers = { "Anfang-Next": "page" }; // what comes next in the answer itself
    const answer = await fetch(action, { method: "POST", body, headers, signal: patience.signal });
    if (PASSING.includes(answer.status)) throw new TypeError("not now");
    const url = answer.redirected ? answer.url : answer.headers.get("Content-Location");
    return { html: await answer.text(), url };
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
  for (const input of document.querySelectorAll("input[type=file]")) offerFile(input);
  for (const form of document.querySelectorAll("[data-sign]")) offerPad(form);
  for (const list of document.querySelectorAll("ol.ranked")) offerOrder(list);
  for (const form of document.querySelectorAll("form.options, form.several")) offerFilter(form);
  for (const box of document.querySelectorAll("[data-alone]")) standAlone(box);
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

function offerFile(input) {
  const form = input.form;
  input.addEventListener("change", () => {
    const files = [...input.files];
    if (!files.length) return;
    if (files.some((file) => file.size > Number(form.dataset.largest))) {
      input.value = "";
      tell(form.dataset.large);
      return;
    }
    const previews = form.querySelector(".previews");
    previews.hidden = false;
    previews.replaceChildren(...files.map(preview));
    form.requestSubmit();
  });
}

function preview(file) {
  if (!file.type.startsWith("image/")) {
    const line = document.createElement("span");
    line.className = "named";
    line.textContent = file.name;
    return line;
  }
  const image = new Image();
  image.alt = "";
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src));
  image.addEventListener("error", () => image.remove());
  return image;
}

// A signature: lines between the points of a finger, a pen or the mouse, sent as a picture.

function offerPad(form) {
  const pad = form.querySelector("canvas");
  const brush = pad.getContext("2d");
  if (!brush) return;
  form.hidden = false;
  let drawn = false;
  let pen = null;

  const wipe = () => {
    brush.fillStyle = "#fff"; // without it a viewer may show black on black
    brush.fillRect(0, 0, pad.width, pad.height);
    drawn = false;
  };
  const at = (event) => {
    const box = pad.getBoundingClientRect();
    const scale = pad.width / box.width;
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  };
  const line = (event) => {
    for (const point of event.getCoalescedEvents?.() || [event]) brush.lineTo(...at(point));
    brush.stroke();
    drawn = true;
  };

  wipe();
  Object.assign(brush, { lineWidth: 6, lineCap: "round", lineJoin: "round", strokeStyle: "#14202c" });
  pad.addEventListener("pointerdown", (event) => {
    if (pen !== null || event.button > 0) return; // a palm beside the pen draws nothing
    pen = event.pointerId;
    pad.setPointerCapture(pen);
    brush.beginPath();
    brush.moveTo(...at(event));
    line(event);
    event.preventDefault();
  });
  pad.addEventListener("pointermove", (event) => event.pointerId === pen && line(event));
  for (const end of ["pointerup", "pointercancel"]) {
    pad.addEventListener(end, (event) => {
      if (event.pointerId === pen) pen = null;
    });
  }
  form.querySelector("[data-clear]").addEventListener("click", wipe);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (busy) return;
    if (!drawn) {
      tell(form.dataset.empty);
      return;
    }
    const body = new FormData(form);
    body.set("device_at", new Date().toISOString());
    pad.toBlob((picture) => {
      body.append("photo", picture, "signature.png");
      sendFiles(form, body);
    }, "image/png");
  });
}

// A ranking: the options themselves, each with a button up and one down.

function offerOrder(list) {
  const form = list.closest("form");
  const places = Number(list.dataset.places);
  const selects = [...form.querySelectorAll("select")];
  const begun = selects.map((select) => select.value).filter(Boolean);
  const said = form.querySelector("[data-said]");
  const items = () => [...list.children];

  const drawn = () => {
    const all = items();
    all.forEach((item, place) => {
      const out = place >= places;
      item.classList.toggle("out", out);
      item.querySelector(".number").textContent = out ? "" : `${place + 1}.`;
      const [up, down] = item.querySelectorAll("button");
      up.disabled = place === 0;
      down.disabled = place === all.length - 1;
      if (!out) selects[place].value = item.dataset.code;
    });
  };
  const move = (item, by, button) => {
    const all = items();
    const to = all.indexOf(item) + by;
    if (to < 0 || to >= all.length) return;
    if (by < 0) all[to].before(item);
    else all[to].after(item);
    drawn();
    const other = button.disabled ? item.querySelector("button:enabled") : button;
    other.focus();
    const words = { label: item.querySelector(".what").textContent.trim(), place: to + 1, total: all.length };
    said.textContent = list.dataset.moved.replace(/%(\w+)%/g, (_, name) => words[name]);
  };
  const arrow = (item, words, path, by) => {
    const button = document.createElement("button");
    const label = item.querySelector(".what").textContent.trim();
    button.type = "button";
    button.className = "quiet";
    button.setAttribute("aria-label", words.replace("%label%", label));
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [name, value] of Object.entries({
      viewBox: "0 0 24 24", class: "icon", fill: "none", stroke: "currentColor",
      "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true",
    })) drawing.setAttribute(name, value);
    drawing.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
    drawing.firstChild.setAttribute("d", path);
    button.append(drawing);
    button.addEventListener("click", () => move(item, by, button));
    item.append(button);
  };

  for (const code of begun.reverse()) {
    const item = items().find((one) => one.dataset.code === code);
    if (item) list.prepend(item);
  }
  for (const item of items()) {
    arrow(item, list.dataset.up, "M6 15l6-6 6 6", -1);
    arrow(item, list.dataset.down, "M6 9l6 6 6-6", 1);
  }
  for (const select of selects) select.closest("label").hidden = true;
  list.hidden = false;
  drawn();
}

// More than a screen of options: a field that narrows them down.

function offerFilter(form) {
  const options = [...form.querySelectorAll("button[name=code], label.box")];
  if (options.length <= 20) return;
  const field = document.createElement("input");
  field.type = "search";
  field.className = "filter";
  field.placeholder = document.getElementById("kept").dataset.filter;
  field.setAttribute("aria-label", field.placeholder);
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLocaleLowerCase();
    for (const option of options) {
      const there = option.textContent.toLocaleLowerCase().includes(wanted);
      option.hidden = !there && !option.querySelector(":checked");
    }
  });
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  form.prepend(field);
}

// "None of these" goes with no other.

function standAlone(alone) {
  const others = [...alone.form.querySelectorAll("input[type=checkbox]")].filter((one) => one !== alone);
  alone.form.addEventListener("change", (event) => {
    if (event.target === alone && alone.checked) for (const one of others) one.checked = false;
    else if (event.target.checked && event.target !== alone) alone.checked = false;
  });
}

function tell(sentence) {
  const line = document.createElement("p");
  line.className = "notice";
  line.textContent = sentence;
  document.getElementById("notices").replaceChildren(line);
}

enhance();
if (kept()) sendKept();
