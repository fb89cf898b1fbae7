/** Keeping what a person does, also where it cannot be kept. */
import type { ProgressStore } from '../../store/progress.ts';

/** As `store.append`, but what cannot be kept is said, once, and ends nothing. */
export function appender(store: ProgressStore, note: (message: string) => void): ProgressStore['append'] {
  const noted = new Set<string>();
  return async (lesson, changes) => {
    try {
      await store.append(lesson, changes);
    } catch (error) {
      const { message } = error as Error;
      if (!noted.has(message)) note(message);
      noted.add(message);
    }
  };
}
