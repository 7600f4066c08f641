import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

const POLL_MS = 20;

const living = new Set<ProcessGroup>();
let guarded = false;

/** From the first group on: they end with this process, whatever ends it. */
function guard(): void {
  if (guarded) return;
  guarded = true;
  process.on('exit', () => {
    for (const group of living) group.kill();
  });
  // By itself a signal ends a process without its 'exit' event.
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
    process.once(signal, () => process.exit(128 + number));
  }
}

/** A program and all that it starts, which end together. For Linux. */
export class ProcessGroup {
  readonly leader: ChildProcess;
  readonly #exited: Promise<unknown>;

  constructor(command: string, args: readonly string[], options: SpawnOptions) {
    guard();
    this.leader = spawn(command, args, { ...options, detached: true });
    this.#exited = once(this.leader, 'exit');
    living.add(this);
  }

  /** Asks the program to end, and waits until it and all that it started have written what they had to write. */
  async end(): Promise<void> {
    this.leader.kill();
    await this.#exited;
    while (this.#isAlive()) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    living.delete(this);
  }

  /** Ends every process of the group at once. */
  kill(): void {
    living.delete(this);
    if (this.leader.pid !== undefined && this.#isAlive()) process.kill(-this.leader.pid, 'SIGKILL');
  }

  /** Whether a process of the group still runs: one that has ended may stay listed until its parent looks. */
  #isAlive(): boolean {
    const group = String(this.leader.pid);
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.some((pid) => {
      // The name comes in parentheses and may contain anything; then follow state, parent, group.
      const [state, , itsGroup] = statOf(pid)
        .replace(/^.*\) /s, '')
        .split(' ');
      return itsGroup === group && state !== 'Z';
    });
  }
}

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
}
