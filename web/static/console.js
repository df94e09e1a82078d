// Nothing here is needed: every form works without it.
"use strict";

// One key, one button: data-key names it.  Not while somebody writes.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  const reason = target.form && target.form.elements.reason;
  if (target.hasAttribute("data-reason") && !reason.value.trim()) reason.focus();
  else target.click();
});

// A line of the audit is saved in place; the page it would have led to brings the new line.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-entry]")) return;
  event.preventDefault();
  const button = event.submitter;
  const body = new URLSearchParams(new FormData(form, button));
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const line = page.getElementById(form.id);
    if (!line) throw new Error(String(answer.status));
    for (const part of [".standing", ".first"]) {
      const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (old && fresh) old.replaceWith(fresh);
    }
    form.replaceWith(line);
    const again = line.querySelector(`button[value="${button.value}"]`);
    (again || line.querySelector("button")).focus();
  } catch {
    form.submit(); // whatever went wrong, the plain way says it
  }
});

// A link to a line opens it.
function open() {
  const line = location.hash && document.getElementById(location.hash.slice(1));
  const details = line && line.querySelector("details");
  if (details && line.matches(".line")) details.open = true;
}
addEventListener("hashchange", open);
open();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const field of document.querySelectorAll("input[readonly]")) {
  field.addEventListener("focus", () => field.select());
}

// On a phone the tabs are wider than the page: the one that is open is brought into sight.
for (const tab of document.querySelectorAll('.tabs [aria-current="page"]')) {
  const row = tab.parentElement;
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}
