/** The filter of the models, as the server asks it. */
import { type Verdict as Judged, SafetyFilter } from '../models/safety-filter/filter.ts';
import { GrowingText } from '../models/safety-filter/growing-text.ts';
import type { Filter, Verdict } from './filter.ts';

/** The same lessons at every start: what it stops does not change from one to the next. */
const seed = 1;

/** Learns what it has to know; half a second. */
export function safetyFilter(): Filter {
  const safety = SafetyFilter.trained(seed);
  const out = (): ReturnType<Filter['out']> => {
    const answer = new GrowingText(safety);
    return (more) => verdict(answer.add(more));
  };
  return { in: (text) => verdict(safety.in(text)), out };
}

/** A rule has a name; what the classifier stops is called by its kind. */
function verdict({ stopped, by, kind, found }: Judged): Verdict {
  if (!stopped) return { stop: false };
  return { stop: true, rule: by === 'rule' ? found[0].rule : kind! };
}
