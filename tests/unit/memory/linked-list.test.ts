import { describe, expect, it } from 'vitest';
import { type Link, LinkedList, LinkTo, linksOf } from '../../../src/memory/linked-list.ts';

function listOf(...values: string[]) {
  const list = new LinkedList<string>();
  const links = new Map(values.map((value) => [value, new LinkTo(value)]));
  for (const link of links.values()) list.append(link);
  return { list, links, link: (value: string) => links.get(value) ?? new LinkTo(value) };
}

/** The values from the first on, once it is sure that they are the same from the last on. */
function valuesOf<T>(list: LinkedList<T>): T[] {
  const links: Link<T>[] = [];
  for (let link = list.first; link; link = link.after) links.push(link);
  for (const [index, link] of links.entries()) {
    expect(link.before).toBe(links[index - 1]);
    expect(link.list).toBe(list);
  }
  return links.map(({ value }) => value);
}

describe('a list', () => {
  it('keeps the order in which values came', () => {
    expect(valuesOf(listOf('a', 'b', 'c').list)).toEqual(['a', 'b', 'c']);
    expect(new LinkedList().first).toBeUndefined();
  });

  it.each([
    ['a', ['b', 'c', 'a']],
    ['b', ['a', 'c', 'b']],
    ['c', ['a', 'b', 'c']],
  ])('moves %s to the end', (value, order) => {
    const { list, link } = listOf('a', 'b', 'c');
    list.append(link(value));
    expect(valuesOf(list)).toEqual(order);
  });

  it.each([
    ['a', ['b', 'c']],
    ['b', ['a', 'c']],
    ['c', ['a', 'b']],
  ])('lets %s go, which leads nowhere then', (value, order) => {
    const { list, link } = listOf('a', 'b', 'c');
    list.delete(link(value));
    list.delete(link(value));
    expect(valuesOf(list)).toEqual(order);
    expect(link(value)).toMatchObject({ list: undefined, before: undefined, after: undefined });
  });

  it('takes a value out of the list in which it was, and lets no other list delete it', () => {
    const [one, other] = [listOf('a', 'b'), listOf('c')];
    other.list.append(one.link('a'));
    one.list.delete(one.link('a'));
    expect(valuesOf(one.list)).toEqual(['b']);
    expect(valuesOf(other.list)).toEqual(['c', 'a']);
  });

  it('can become empty, and full again', () => {
    const { list, link } = listOf('a');
    list.delete(link('a'));
    expect(valuesOf(list)).toEqual([]);
    list.append(link('a'));
    expect(valuesOf(list)).toEqual(['a']);
  });

  it('finds the first value that passes', () => {
    const { list } = listOf('a', 'b', 'c');
    expect(list.find((value) => value !== 'a')?.value).toBe('b');
    expect(list.find(() => false)).toBeUndefined();
  });
});

it('the link of an object is always the same one', () => {
  const linkOf = linksOf<object>();
  const [one, other] = [{}, {}];
  expect(linkOf(one)).toBe(linkOf(one));
  expect(linkOf(one).value).toBe(one);
  expect(linkOf(other)).not.toBe(linkOf(one));
});
