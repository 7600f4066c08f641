import type { CDPSession } from 'playwright/test';
import { countObjects } from './figures.ts';

/** A tile is a list item and a link. */
const NODES_OF_TILE = 2;

/** Nodes that come and go by chance: tiles that wait for their next use, as many as there ever were too many, and attributes. */
export async function countSpareNodes(devTools: CDPSession): Promise<number> {
  const tiles = await countObjects(devTools, 'HTMLLIElement.prototype', 'each.matches(".tile") && !each.isConnected');
  return tiles * NODES_OF_TILE + (await countAttributes(devTools));
}

/**
 * How many objects were made of attributes, which count as nodes and live as long as the element. Playwright makes some of
 * whatever it presses, in a world of its own, where only a snapshot of the heap sees them.
 */
async function countAttributes(devTools: CDPSession): Promise<number> {
  const chunks: string[] = [];
  const add = ({ chunk }: { readonly chunk: string }) => void chunks.push(chunk);
  devTools.on('HeapProfiler.addHeapSnapshotChunk', add);
  await devTools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devTools.off('HeapProfiler.addHeapSnapshotChunk', add);
  const { snapshot, nodes, strings }: Snapshot = JSON.parse(chunks.join(''));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name] = [fields.indexOf('type'), fields.indexOf('name')];
  // Beside each there may be an object of the same name, by which scripts hold it.
  const native = types[type]?.indexOf('native');
  let count = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (nodes[at + type] === native && strings[nodes[at + name] ?? 0] === 'Attr') count += 1;
  }
  return count;
}

/** The part of a snapshot that is read: `nodes` has the fields of one node after those of the other. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly string[][] };
  };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}
