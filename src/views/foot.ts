import { create } from './dom.ts';

/** Where everything stands that floats at the foot of the window: above one another, and never over one another. */
export const foot = create('div', { className: 'foot' });
