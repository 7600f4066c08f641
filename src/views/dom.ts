/** Creates an element with properties, attributes and children: the short form of three statements, no more. */
export function create<N extends keyof HTMLElementTagNameMap>(
  name: N,
  properties: Partial<HTMLElementTagNameMap[N]> = {},
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[N] {
  const element = Object.assign(document.createElement(name), properties);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

/** Creates a button that says what it does. */
export function button(label: string, onclick: (event: MouseEvent) => void, className = 'button'): HTMLButtonElement {
  return create('button', { type: 'button', className, onclick }, {}, label);
}
