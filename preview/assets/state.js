// The state of the page is its address, so that it can be shared.

/** known are the parts of the state, with what they are without a word. A small
 * screen has no room for a width of 600. */
const known = {
  view: "wall", q: "", lang: "", variant: "",
  template: "", event: "", locale: "", sample: "", data: "",
  width: innerWidth < 660 ? "free" : "600", scheme: "light", images: "", places: "", beside: "", panel: "text",
};

export function readState() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(Object.entries(known).map(([name, usual]) => [name, query.get(name) ?? usual]));
}

/** address is the address of a state, without what is usual. */
export function address(state) {
  const query = new URLSearchParams();
  for (const [name, usual] of Object.entries(known)) {
    if (state[name] && state[name] !== usual) query.set(name, state[name]);
  }
  return "?" + query;
}

/** mailQuery is what names a mail to the server. */
export function mailQuery(state) {
  const query = { template: state.template, event: state.event, locale: state.locale, sample: state.sample };
  if (state.data) query.data = state.data;
  return query;
}
