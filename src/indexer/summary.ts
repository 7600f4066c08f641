import { cleanText } from '../shared/metadata/text.ts';
import type { IndexResult } from './indexing.ts';
import { describeProblem } from './problems.ts';

/** What a run came to, as lines for a person: first the count, then every file that was left out, with its reason. */
export function summaryLines(result: IndexResult): string[] {
  const { photos, decoded, duplicates, otherFiles, problems, seconds, meanThumbnailBytes } = result;
  const rate = decoded > 0 ? `, ${decoded} of them new (${(decoded / seconds).toFixed(1)}/s)` : ', none of them new';
  const thumbnails = photos > 0 ? `; thumbnails ${(meanThumbnailBytes / 1000).toFixed(1)} KB on average` : '';
  const lines = [`Indexed ${count(photos, 'photo')} in ${seconds.toFixed(1)} s${photos > 0 ? rate : ''}${thumbnails}`];
  if (duplicates > 0) lines.push(`${count(duplicates, 'exact duplicate')} left out`);
  if (otherFiles > 0) lines.push(`${count(otherFiles, 'other file')} left out`);
  if (problems.length > 0) {
    lines.push(`${count(problems.length, 'file')} could not be indexed:`);
    for (const { path, problem } of problems)
      lines.push(`  ${cleanText(path)}: ${cleanText(describeProblem(problem))}`);
  }
  return lines;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
