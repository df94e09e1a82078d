// Nothing here is needed: without it the whole page comes anew after every tap.
"use strict";

const frame = document.getElementById("page");
const PARTS = ["tools", "full", "talk", "left"];

function down() {
  const talk = document.getElementById("talk");
  if (talk) talk.scrollTop = 0; // its end: it is turned round
}

// A form of either pane: sent in the background, and what changed is put in place.
async function play(form, button) {
  const body = new FormData(form, button);
  const plain = form.enctype !== "multipart/form-data";
  const answer = await fetch(form.action, { method: "POST", body: plain ? new URLSearchParams(body) : body });
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok || !next.getElementById("page")) {
    location.reload(); // it has expired, or somebody logged out: the whole page says so
    return;
  }
  for (const id of PARTS) {
    const [old, fresh] = [document.getElementById(id), next.getElementById(id)];
    if (!old || !fresh) continue;
    if (id === "left") fresh.open = old.open;
    old.replaceWith(fresh);
  }
  if (form.matches(".composer")) form.reset();
  frame.contentWindow.location.replace(frame.src);
  down();
}

function listen(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || !form.action.includes("/console/preview/")) return;
    event.preventDefault();
    play(form, event.submitter).catch(() => location.reload());
  });
}

listen(document.querySelector("main"));
frame.addEventListener("load", () => listen(frame.contentDocument));
if (frame.contentDocument && frame.contentDocument.readyState === "complete") listen(frame.contentDocument);
down();
