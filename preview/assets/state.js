// The state of the page is its address, so that it can be shared.

import { idOf } from "./share.js";

/** known are the parts of the state, with what they are without a word. A small
 * screen has no room for a width of 600. */
const known = {
  view: "wall", q: "", lang: "", variant: "", marked: "", scenario: "",
  template: "", event: "", locale: "", sample: "", dials: "",
  width: innerWidth < 660 ? "free" : "600", scheme: "light", images: "", places: "", beside: "", panel: "text", at: "", matter: "",
};

/** allowed are the values of those parts that have few. Remote images are no part
 * of an address: nobody but who looks at the page switches them on. */
const allowed = {
  view: ["wall", "mail", "faults", "timeline"], marked: ["", "fault", "golden", "missing"],
  width: ["360", "600", "free"], scheme: ["light", "dark", "inverted", "dark-inverted"], images: ["", "off"],
  panel: ["text", "source", "data", "placeholders", "faults", "golden", "message", "why"],
};

/** readState reads the address. Edited data stands behind the #, packed. */
export function readState() {
  const query = new URLSearchParams(location.search);
  const state = Object.fromEntries(Object.entries(known).map(([name, usual]) => [name, allowed[name]?.includes(query.get(name)) ?? query.has(name) ? query.get(name) : usual]));
  state.data = /^#data=(.+)/.exec(location.hash)?.[1] ?? "";
  return state;
}

/** address is the address of a state, without what is usual. */
export function address(state) {
  const query = new URLSearchParams();
  for (const [name, usual] of Object.entries(known)) {
    if (state[name] && state[name] !== usual && state[name] !== "remote") query.set(name, state[name]);
  }
  return "?" + query + (state.data ? "#data=" + state.data : "");
}

/** mailQuery is what names a mail to the server. */
export function mailQuery(state) {
  const query = { template: state.template, event: state.event, locale: state.locale, sample: state.sample };
  if (state.data) query.data = idOf(state.event, state.data);
  if (state.dials) query.dials = state.dials;
  return query;
}
