/** A program of its own that adds to a journal: append-many.ts FOLDER LESSON COUNT */
import { ProgressStore } from '../../src/store/progress.ts';

const [folder, lesson, count] = process.argv.slice(2);
const store = new ProgressStore(folder);
for (let i = 0; i < Number(count); i++) {
  await store.append(lesson, [
    { type: 'done', step: `step-${i}` },
    { type: 'at', step: `step-${i + 1}` },
  ]);
}
