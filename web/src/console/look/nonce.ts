// The page's policy lets in the style elements that carry the nonce of its answer. The component library can be told it,
// but leaves it out where it measures a scroll bar or holds the page still under a dialog; so each style element that a
// script of this page makes gets it here. One that came as text would not: that is what the policy is for.
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;
const create = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;

if (nonce) {
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
