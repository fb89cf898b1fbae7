/** Numbers of a server as Prometheus reads them: text, version 0.0.4. */
import type { Load } from './engine.ts';
import type { Trace, Trail } from './trail.ts';

/** Upper ends in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

interface Histogram {
  /** How many took up to each end; not yet added up. */
  readonly counts: number[];
  sum: number;
  count: number;
}

type Labels = Readonly<Record<string, string | number>>;

export class Metrics {
  private readonly requests = new Map<string, number>();
  private readonly stopped = new Map<string, number>();
  private readonly seconds = new Map<string, Histogram>();
  private readonly tokens = { prompt: 0, completion: 0 };

  add({ route, stopped, promptTokens, completionTokens }: Trail, { status, ms }: Trace): void {
    increase(this.requests, labelled({ route, status }));
    if (stopped) increase(this.stopped, labelled({ side: stopped.side, rule: stopped.rule }));
    this.tokens.prompt += promptTokens;
    this.tokens.completion += completionTokens;
    this.observe(route, ms / 1000);
  }

  private observe(route: string, seconds: number): void {
    const found = this.seconds.get(route) ?? { counts: buckets.map(() => 0), sum: 0, count: 0 };
    const bucket = buckets.findIndex((end) => seconds <= end);
    if (bucket >= 0) found.counts[bucket]++;
    found.sum += seconds;
    found.count++;
    this.seconds.set(route, found);
  }

  /** @param load of this moment */
  text({ writing, waiting, unread, room }: Load, draining: boolean): string {
    const lines: string[] = [];
    const family = (
      name: string,
      type: string,
      help: string,
      samples: readonly (readonly [string, number])[],
    ): void => {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
      for (const [sample, value] of samples) lines.push(`${sample} ${value}`);
    };
    const counted = (name: string, counts: ReadonlyMap<string, number>) =>
      [...counts].map(([labels, count]) => [name + labels, count] as const);
    const gauge = (name: string, help: string, value: number) => family(name, 'gauge', help, [[name, value]]);

    gauge('genai_up', 'It answers; 0 while it shuts down.', draining ? 0 : 1);
    family(
      'genai_requests_total',
      'counter',
      'Requests that have ended, by route and status (499: the client went away).',
      counted('genai_requests_total', this.requests),
    );
    family(
      'genai_tokens_total',
      'counter',
      'Tokens read and written.',
      Object.entries(this.tokens).map(([kind, count]) => [`genai_tokens_total${labelled({ kind })}`, count]),
    );
    family(
      'genai_filter_stops_total',
      'counter',
      'Texts that the safety filter has stopped, by rule.',
      counted('genai_filter_stops_total', this.stopped),
    );
    const name = 'genai_request_duration_seconds';
    const samples = [...this.seconds].flatMap(([route, { counts, sum, count }]) => {
      let below = 0;
      return [
        ...buckets.map((le, i) => [`${name}_bucket${labelled({ route, le })}`, (below += counts[i])] as const),
        [`${name}_bucket${labelled({ route, le: '+Inf' })}`, count] as const,
        [`${name}_sum${labelled({ route })}`, sum] as const,
        [`${name}_count${labelled({ route })}`, count] as const,
      ];
    });
    family(name, 'histogram', 'From the headers of a request to the end of its answer.', samples);
    gauge('genai_answers_writing', 'Answers being written.', writing);
    gauge('genai_answers_waiting', 'Answers that wait for a place.', waiting);
    gauge('genai_answers_unread', 'Answers that are written, but not read to their end.', unread);
    gauge('genai_answers_writing_limit', 'Answers that may be written at once.', room.writing);
    gauge('genai_answers_waiting_limit', 'Answers that may wait; one more is refused with 429.', room.waiting);
    gauge('process_resident_memory_bytes', 'Memory of the process.', process.memoryUsage.rss());
    gauge('process_start_time_seconds', 'When it began, since 1970.', performance.timeOrigin / 1000);
    return `${lines.join('\n')}\n`;
  }
}

const increase = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

const labelled = (labels: Labels): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${String(value).replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`)
    .join(',')}}`;
