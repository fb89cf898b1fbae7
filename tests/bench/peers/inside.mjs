/** Goes into `genai serve` before its own program, and into each of its threads (`node --import`): so that it can be asked from
 *  outside how much memory it holds once all rubbish is gone, and so that its threads can come to harm. The program knows nothing
 *  of it. */
import { getHeapCodeStatistics } from 'node:v8';
import { BroadcastChannel, isMainThread, threadId, workerData } from 'node:worker_threads';

const channel = new BroadcastChannel('bench');
channel.unref();

/** Bytes: compiled code, of which the engine makes more for a long time, and all else. */
const heap = () => {
  globalThis.gc();
  const { code_and_metadata_size, bytecode_and_metadata_size } = getHeapCodeStatistics();
  const code = code_and_metadata_size + bytecode_and_metadata_size;
  return { code, data: process.memoryUsage().heapUsed - code };
};

if (isMainThread) {
  /** Threads that write. */
  let writers = [];
  let heaps = [];
  channel.onmessage = ({ data }) => {
    if (data.heap !== undefined) heaps.push(data.heap);
    else writers.push(data.writer);
  };
  process.on('message', async ({ task }) => {
    if (task === 'measure') {
      heaps = [heap()];
      channel.postMessage({ task });
      for (let i = 0; i < 500 && heaps.length <= writers.length; i++) await new Promise((done) => setTimeout(done, 2));
      const total = (of) => heaps.reduce((sum, heap) => sum + heap[of], 0);
      const rss = process.memoryUsage.rss();
      return process.send({ data: total('data'), code: total('code'), rss, threads: heaps.length });
    }
    const [writer] = writers;
    writers = writers.slice(1);
    channel.postMessage({ task, writer });
    return process.send({ writer });
  });
  process.channel.unref();
} else if (workerData?.craft === 'text') {
  channel.onmessage = ({ data: { task, writer } }) => {
    if (task === 'measure') channel.postMessage({ heap: heap() });
    if (writer !== threadId) return;
    if (task === 'exit') process.exit(1);
    if (task === 'spin') for (;;);
  };
  channel.postMessage({ writer: threadId });
}
