"use strict";
// A form marked data-live is sent while it is filled in, and the part of the page that it names is
// put in place of the old one. Without this script its button does the same.
for (const form of document.querySelectorAll("form[data-live]")) {
  const target = form.dataset.live;
  let waiting = 0;
  let last = null;
  const send = async () => {
    last?.abort();
    last = new AbortController();
    const data = new FormData(form);
    data.delete("case");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, signal: last.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(target);
      const old = document.getElementById(target);
      if (fresh && old) old.replaceWith(fresh);
      for (const field of page.querySelectorAll("form[data-live] .field[id]")) refresh(field);
    } catch (error) {
      if (error.name !== "AbortError") form.dataset.live = "";
    }
  };
  // What is said of a field is renewed; the field in which someone writes stays as it is.
  const refresh = (field) => {
    const here = document.getElementById(field.id);
    if (here && !here.contains(document.activeElement)) here.replaceWith(field);
  };
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(waiting);
    waiting = setTimeout(send, 250);
  });
}
