/** A program of its own that adds to a journal until it is killed: append-many FOLDER LESSON. Says the number of every step that is
 *  kept; with what cannot be kept it goes on, and says why once. */
import { writeSync } from 'node:fs';
import { ProgressStore } from '../../src/store/progress.ts';

const [folder, lesson, most = 'Infinity'] = process.argv.slice(2);
const store = new ProgressStore(folder);

/** Longer than a page of memory now and then: a kill in the middle of the write can tear it. */
const answer = (i: number): string => 'word '.repeat(i % 7 === 0 ? 2000 : 1);

async function addMany(): Promise<void> {
  let why = '';
  for (let i = 0; i < Number(most); i++) {
    try {
      await store.append(lesson, [
        { type: 'answer', step: `step-${i}`, answer: answer(i), right: true },
        { type: 'done', step: `step-${i}` },
        { type: 'at', step: `step-${i + 1}` },
      ]);
      writeSync(1, `${i}\n`);
    } catch (error) {
      const { message } = error as Error;
      if (message !== why) writeSync(2, `${message}\n`);
      why = message;
    }
  }
}

void addMany();
