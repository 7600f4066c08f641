import { expect, it } from 'vitest';
import { formatAge } from '../../../src/views/formats.ts';

const NOW = new Date('2026-05-20T12:00:00Z');
const ago = (minutes: number) => formatAge(new Date(NOW.getTime() - minutes * 60_000), NOW);

it('says how old something is in the largest unit that fits', () => {
  expect([5, 59, 60, 23 * 60].map(ago)).toEqual(['5 minutes ago', '59 minutes ago', '1 hour ago', '23 hours ago']);
  expect([1, 3, 59].map((days) => ago(days * 24 * 60))).toEqual(['yesterday', '3 days ago', '59 days ago']);
  expect(ago(90 * 24 * 60)).toBe('3 months ago');
});

it('says nothing of what is new, or of a clock that was set back', () => {
  expect([ago(0), ago(-500)]).toEqual([undefined, undefined]);
});
