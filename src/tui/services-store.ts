/** The services as the program has them: lessons of the package, progress and runs in the data folder, labs in a worker.
 *  What takes long to load is loaded when it is asked for, after the first frame. */
import { randomInt } from 'node:crypto';
import type { Lesson } from '../course/lesson.ts';
import { progressOf } from '../course/lesson-key.ts';
import { findLab, labIds } from '../labs/index.ts';
import type { Lab } from '../labs/lab.ts';
import type { KernelName } from '../nn/kernels/kernels.ts';
import { WorkerHost } from '../runner/worker-host.ts';
import type { Course } from '../store/lessons.ts';
import type { LessonInfo, Services } from './services.ts';

/** Seeds that are short enough to be typed again. */
const seeds = 1_000_000;

/** @param pack its lessons instead of ours */
export function storeServices(env: NodeJS.ProcessEnv, kernel?: KernelName, pack?: Course): Services {
  const folder = once(async () => (await import('../store/folders.ts')).dataFolder(env));
  const store = once(async () => new (await import('../store/progress.ts')).ProgressStore(await folder()));
  const course = once(async () => pack ?? (await import('../store/lessons.ts')).openCourse());
  const files = once(async () => (await course()).lessons());
  let saved: Promise<void> = Promise.resolve();
  const load = async () => {
    await saved.catch(() => {});
    const { progress, notice } = await (await store()).load();
    return { progress: progressOf(progress, pack?.pack?.id), notice };
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
    progress: load,
    save(lesson, changes) {
      saved = saved.catch(() => {}).then(async () => (await store()).append((await course()).key(lesson), changes));
      return saved;
    },
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
        saved = saved
          .catch(() => {})
          .then(() => opened)
          .then(async () => (await import('../store/challenge.ts')).closeChallenge(await folder()));
      };
    },
    ran(run) {
      saved = saved
        .catch(() => {})
        .then(async () => (await import('../store/challenge.ts')).recordRun(await folder(), run));
    },
    host: () => new WorkerHost(kernel),
    seed: () => randomInt(seeds),
    settled: () => saved.catch(() => {}),
  };
}

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
