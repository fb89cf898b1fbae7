/** The services as the program has them: lessons of the package, progress and runs in the data folder, labs in a worker.
 *  What takes long to load is loaded when it is asked for, after the first frame. */
import { randomInt } from 'node:crypto';
import type { Lesson } from '../course/lesson.ts';
import { keptOf } from '../course/lesson-key.ts';
import { findLab, labIds } from '../labs/index.ts';
import type { Lab } from '../labs/lab.ts';
import type { KernelName } from '../nn/kernels/kernels.ts';
import { WorkerHost } from '../runner/worker-host.ts';
import type { Course } from '../store/lessons.ts';
import type { ProgressStore } from '../store/progress.ts';
import type { LessonInfo, Services } from './services.ts';

/** Seeds that are short enough to be typed again. */
const seeds = 1_000_000;

/** @param pack its lessons instead of ours */
export function storeServices(env: NodeJS.ProcessEnv, kernel?: KernelName, pack?: Course): Services {
  const folder = once(async () => (await import('../store/folders.ts')).dataFolder(env));
  const store = once(async () => new (await import('../store/progress.ts')).ProgressStore(await folder()));
  const course = once(async () => pack ?? (await import('../store/lessons.ts')).openCourse());
  const files = once(async () => (await course()).lessons());
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other; what fails keeps nothing after it from being done. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
  let unkept = false;
  const kept = async (work: (store: ProgressStore) => Promise<void>): Promise<void> => {
    unkept = true;
    await work(await store());
    unkept = false;
  };
  const load = async () => {
    const { progress, reviews, notice } = await inTurn(async () => (await store()).load());
    const of = pack?.pack?.id;
    return { progress: keptOf(progress, of), reviews: keptOf(reviews, of), notice };
  };
  return {
    pack: pack?.pack,
    within: pack?.within,
    lessons: async () => (await files()).map(({ lesson }) => infoOf(lesson)),
    async lesson(id) {
      const { lesson } = await (await course()).lesson(id);
      const all = (await files()).map((file) => file.lesson);
      const after = all[all.findIndex((other) => other.id === lesson.id) + 1];
      const { progress } = await load();
      return {
        lesson,
        labs: await labsOf(lesson),
        progress: progress.get(lesson.id),
        next: after && { id: after.id, title: after.title },
      };
    },
    labs: async () => Promise.all(labIds.map(async (id) => ({ id, title: (await findLab(id)).title }))),
    lab: findLab,
    async progress() {
      const [all, { progress, reviews, notice }] = await Promise.all([files(), load()]);
      const { openReview } = await import('../course/review-plan.ts');
      const lessons = all.map(({ lesson }) => lesson);
      return { progress, review: await openReview(reviews, lessons, Date.now()), notice };
    },
    save: (lesson, changes) =>
      inTurn(async () => {
        const key = (await course()).key(lesson);
        await kept((store) => store.append(key, changes));
      }),
    source: async (file, region) => (await course()).quote(file, region),
    watchRuns(lesson, step, seen, failed) {
      let ended = false;
      let stop = (): void => {};
      const opened = (async () => {
        const { openChallenge, watchRuns } = await import('../store/challenge.ts');
        const challenge = { lesson: (await course()).key(lesson), step };
        await openChallenge(await folder(), challenge);
        if (!ended) stop = watchRuns(await folder(), challenge, seen);
      })().catch(failed);
      return (keep) => {
        ended = true;
        stop();
        if (keep) return;
        inTurn(async () => {
          await opened;
          await (await import('../store/challenge.ts')).closeChallenge(await folder());
        }).catch(() => {}); // one that stays open is closed by time
      };
    },
    ran(run) {
      inTurn(async () => (await import('../store/challenge.ts')).recordRun(await folder(), run)).catch(() => {});
    },
    host: () => new WorkerHost(kernel),
    seed: () => randomInt(seeds),
    async settled() {
      await last;
      if (!unkept) return undefined;
      return inTurn(() => kept((store) => store.settle())).then(() => undefined, reasonOf);
    },
  };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const infoOf = ({ id, title, part, minutes, steps }: Lesson): LessonInfo => ({
  id,
  title,
  part,
  minutes,
  steps: steps.map((step) => ({ id: step.id, title: step.title })),
});

/** A lab that is not there is missing here too; the step that runs it says so. */
async function labsOf({ steps }: Lesson): Promise<Map<string, Lab>> {
  const wanted = new Set(steps.flatMap((step) => ('run' in step ? [step.run.lab] : [])));
  const known = [...wanted].filter((id) => labIds.includes(id));
  return new Map(await Promise.all(known.map(async (id) => [id, await findLab(id)] as const)));
}
