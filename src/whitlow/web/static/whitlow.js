"use strict";
// A form marked data-live is sent while it is filled in, and the part of the page that it names is
// put in place of the old one. What stands there meanwhile is marked as out of date: nobody shall
// read a plan beside facts that it was not made from. Without this script a button does the same.
const PAUSE = 250;
let waiting = 0;
let last = null;

const partOf = (form) => document.getElementById(form.dataset.live);

const failed = (part, told) => {
  const words = document.createElement("p");
  words.className = "alarm";
  words.setAttribute("role", "alert");
  words.textContent = told;
  part.replaceChildren(words);
  part.removeAttribute("aria-busy");
};

// Where someone writes, only what is said of the value is put in place of what was said before.
const tell = (old, fresh) => {
  const said = ".message, .confirm:not(:focus-within)";
  for (const each of old.querySelectorAll(said)) each.remove();
  if (!old.querySelector(".confirm")) old.append(...fresh.querySelectorAll(said));
  old.classList.toggle("told", fresh.classList.contains("told"));
};

// What is asked next is added below, and what is said of a value is renewed. No field moves or goes
// while someone fills the form in: a click would land on another one. The button sorts them.
const renew = (page) => {
  for (const part of page.querySelectorAll("[data-renew]")) {
    const here = document.getElementById(part.id);
    if (!here) continue;
    for (const fresh of [...part.querySelectorAll(".field[id]")]) {
      const old = document.getElementById(fresh.id);
      if (!old) here.append(fresh);
      else if (!old.contains(document.activeElement)) old.replaceWith(fresh);
      else tell(old, fresh);
    }
    here.hidden = !here.querySelector(".field");
  }
};

const send = async (form) => {
  last?.abort();
  const mine = (last = new AbortController());
  const data = new FormData(form);
  for (const field of form.querySelectorAll("input[type=file]")) data.delete(field.name);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, signal: mine.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(form.dataset.live);
    if (mine.signal.aborted) return;
    if (!fresh) throw new Error("no part");
    partOf(form)?.replaceWith(fresh);
    renew(page);
  } catch (error) {
    if (error.name === "AbortError") return;
    failed(partOf(form), "The program does not answer. What stood here no longer holds; press the button to try again.");
  }
};

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-live]");
  if (!form || event.target.type === "file") return;
  partOf(form)?.setAttribute("aria-busy", "true");
  last?.abort(); // an answer to what stood there before would undo what was just typed
  clearTimeout(waiting);
  waiting = setTimeout(send, PAUSE, form);
});

// A link to a plan holds its facts behind the #, which a browser keeps to itself and never sends.
const FACTS = "#facts=";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-link]");
  if (!button) return;
  const fields = [...new FormData(button.form)].filter(([, value]) => typeof value === "string" && value);
  const link = `${location.origin}${location.pathname}${FACTS}${new URLSearchParams(fields)}`;
  await navigator.clipboard.writeText(link);
  document.getElementById(button.dataset.link).textContent =
    "Copied. The link holds this patient's facts: pass it on as you would the chart.";
});

if (location.hash.startsWith(FACTS)) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = location.pathname;
  form.hidden = true;
  for (const [name, value] of new URLSearchParams(location.hash.slice(FACTS.length))) {
    const field = document.createElement("input");
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  history.replaceState(null, "", location.pathname);
  form.submit();
}

for (const hidden of document.querySelectorAll("[data-scripted]")) hidden.hidden = false;
// A choice marked data-keep is kept in this browser, and nowhere else; what follows it has its value.
for (const choice of document.querySelectorAll("select[data-keep]")) {
  const name = `whitlow.${choice.dataset.keep}`;
  const lead = () => {
    for (const each of document.querySelectorAll(`[data-follows="${choice.dataset.keep}"]`)) each.value = choice.value;
  };
  try {
    const kept = localStorage.getItem(name);
    if ([...choice.options].some((each) => each.value === kept) && !choice.querySelector("[selected]")) choice.value = kept;
  } catch {}
  choice.addEventListener("change", () => {
    lead();
    try { localStorage.setItem(name, choice.value); } catch {}
  });
  lead();
}
// What only a script can do is shown where there is one.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
    button.textContent = "Copied";
  });
}
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
