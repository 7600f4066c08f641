import type { Workload } from './workload.ts';
import { collage } from './workloads/collage.ts';
import { eviction } from './workloads/eviction.ts';
import { firstVisit } from './workloads/first-visit.ts';
import { growth } from './workloads/growth.ts';
import { hits } from './workloads/hits.ts';
import { importing } from './workloads/import.ts';
import { indexing } from './workloads/indexing.ts';
import { interactions } from './workloads/interactions.ts';
import { large } from './workloads/large.ts';
import { next } from './workloads/next.ts';
import { opening } from './workloads/opening.ts';
import { overlay } from './workloads/overlay.ts';
import { rounds } from './workloads/rounds.ts';
import { size } from './workloads/size.ts';
import { start } from './workloads/start.ts';
import { thumbnails } from './workloads/thumbnails.ts';
import { walk } from './workloads/walk.ts';
import { writing } from './workloads/writing.ts';

/** All that is measured, in the order in which it is. */
export const WORKLOADS: readonly Workload[] = [
  opening,
  next,
  hits,
  collage,
  eviction,
  walk,
  rounds,
  thumbnails,
  writing,
  growth,
  start,
  importing,
  indexing,
  large,
  size,
  overlay,
  firstVisit,
  interactions,
];
