/** Creates an element with properties, attributes and children: the short form of three statements, no more. */
export function create(name, properties = {}, attributes = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    for (const [attribute, value] of Object.entries(attributes))
        element.setAttribute(attribute, value);
    element.append(...children);
    return element;
}
