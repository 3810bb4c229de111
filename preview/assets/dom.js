// Makes elements. Texts are texts: nothing here reads markup.

/** h makes an element: properties that begin with "on" are listeners. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** segments is a row of buttons of which one is pressed. */
export function segments(label, options, chosen, choose) {
  return h("span", { class: "segments", role: "group", "aria-label": label },
    options.map(([value, words]) => h("button", {
      type: "button", "aria-pressed": String(value === chosen), "data-value": value, onclick: () => choose(value),
    }, words)));
}

/** choice is a select element. */
export function choice(label, options, chosen, choose) {
  return h("select", { "aria-label": label, onchange: ({ target }) => {
    if (!target.matches(":focus-visible")) target.blur(); // after a click, keys are those of the page
    choose(target.value);
  } },
    options.map(([value, words]) => h("option", { value, selected: value === chosen }, words)));
}

/** refill gives a box other children; the focus stays on the control of the
 * same name. Children that look the same stay: one may just be pressed. */
export function refill(box, ...children) {
  const now = children.filter((child) => child);
  if (now.length === box.children.length && now.every((child, i) => child.isEqualNode(box.children[i]))) return;
  const named = (control) => [control.tagName, control.closest("[aria-label]")?.getAttribute("aria-label"), control.dataset.value].join();
  const held = box.contains(document.activeElement) ? named(document.activeElement) : "";
  box.replaceChildren(...now);
  if (held) [...box.querySelectorAll("a, button, select")].find((control) => named(control) === held)?.focus();
}

let hiding;

/** toast says something for a moment. */
export function toast(words) {
  const box = document.getElementById("toast");
  box.textContent = words;
  box.classList.add("shown");
  clearTimeout(hiding);
  hiding = setTimeout(() => box.classList.remove("shown"), 1800);
}

/** copy puts text on the clipboard and says so. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    const [line] = text.trim().split("\n");
    toast("Copied " + (line.length > 60 ? line.slice(0, 59) + "…" : line));
  } catch {
    toast("The browser does not let the page copy");
  }
}
