/** What a person does with a run, with a clock that only the test moves. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/data/input-error.ts';
import type { Lab } from '../../src/labs/lab.ts';
import { Session, type SessionState, speeds } from '../../src/runner/session.ts';
import { FakeTimer, offers, paced, type Script, ScriptedHost, settled, watchedLab } from './scripted.ts';

const spec = { lab: 'watched', params: { size: 3 }, seed: 7 };
const fast = { total: 5, burst: 2 };

function watch(script: Script = fast, lab = watchedLab, options: { paused?: boolean } = {}) {
  const host = new ScriptedHost(script);
  const timer = new FakeTimer();
  const session = new Session(host, lab, spec, timer, options);
  const states: SessionState[] = [];
  session.subscribe(() => states.push(session.state));
  return { host, timer, session, states };
}

const seenBy = (session: Session): string => (session.state.seen as string[]).join(' ');

describe('as fast as it goes', () => {
  it('takes all events in their order and ends with the result', async () => {
    const { session, states } = watch();
    expect(session.state).toMatchObject({ status: 'running', events: 0, shown: 0, speed: Number.POSITIVE_INFINITY });
    await settled();
    expect(session.state).toMatchObject({ status: 'done', events: 5, shown: 5, result: { total: 5 } });
    expect(seenBy(session)).toBe('size 3 1 2 3 4 5');
    expect(states.map(({ events }) => events)).toEqual([2, 4, 5]);
  });

  it('asks for as much as there is', async () => {
    const { host } = watch();
    await settled();
    expect(host.run.asked.every((max) => max === Number.POSITIVE_INFINITY)).toBe(true);
  });

  it('does not run when it begins paused', async () => {
    const { session, host } = watch(fast, watchedLab, { paused: true });
    await settled();
    expect([session.state.status, host.run.asked]).toEqual(['paused', []]);
    session.play();
    await settled();
    expect(session.state.status).toBe('done');
  });
});

describe('at the pace of the lab', () => {
  it('takes one event a quarter of a second at pace 4', async () => {
    const { session, timer, host } = watch({ total: 100, burst: 100 }, paced);
    const counts: number[] = [];
    for (let quarter = 0; quarter < 5; quarter++) {
      await timer.pass(quarter === 0 ? 0 : 250);
      counts.push(session.state.events);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(host.run.asked)).toEqual(new Set([1]));
    await timer.pass(249);
    expect(session.state.events).toBe(5);
  });

  it.each(speeds.filter(Number.isFinite))('takes %d events a second at that speed', async (speed) => {
    const { session, timer } = watch({ total: 1000, burst: 1000 }, paced, { paused: true });
    session.setSpeed(speed);
    session.play();
    await timer.pass(2000 - 1);
    expect(session.state.events).toBe(2 * speed);
  });

  it('goes at the new speed once the event under way is over, and all at once without one', async () => {
    const { session, timer } = watch({ total: 50, burst: 50 }, paced);
    await timer.pass(0);
    session.setSpeed(64);
    await timer.pass(250);
    const { events } = session.state;
    await timer.pass(1000 / 64);
    expect(session.state.events).toBe(events + 1);
    session.setSpeed(Number.POSITIVE_INFINITY);
    await timer.pass(1000 / 64);
    expect(session.state.status).toBe('done');
  });
});

describe('pause, play and step', () => {
  it('takes nothing while paused, and goes on where it stood', async () => {
    const { session, timer } = watch({ total: 100, burst: 100 }, paced);
    await timer.pass(500);
    session.pause();
    await timer.pass(10_000);
    expect(session.state).toMatchObject({ status: 'paused', events: 3 });
    session.play();
    await timer.pass(250);
    expect(session.state).toMatchObject({ status: 'running', events: 5 });
  });

  it('keeps its pace when paused and played between two events', async () => {
    const { session, timer } = watch({ total: 100, burst: 100 }, paced);
    await timer.pass(100);
    for (let press = 0; press < 5; press++) {
      session.pause();
      session.play();
      await timer.pass(1);
    }
    expect(session.state.events).toBe(1);
    await timer.pass(145);
    expect(session.state.events).toBe(2);
    await timer.pass(250);
    expect(session.state.events).toBe(3);
  });

  it('steps one event at a time, and pauses for it', async () => {
    const { session, timer, host } = watch({ total: 100, burst: 100 }, paced);
    await timer.pass(0);
    await session.step();
    expect(session.state).toMatchObject({ status: 'paused', events: 2 });
    await session.step();
    expect(session.state).toMatchObject({ status: 'paused', events: 3 });
    expect(host.run.asked).toEqual([1, 1, 1]);
  });

  it('ends by steps too', async () => {
    const { session } = watch({ total: 2, burst: 9 }, watchedLab, { paused: true });
    for (let press = 0; press < 3; press++) await session.step();
    expect(session.state).toMatchObject({ status: 'done', events: 2, result: { total: 2 } });
    await session.step();
    expect(session.state).toMatchObject({ status: 'done', events: 2, shown: 2 });
  });

  it('goes on when play comes while a slow step is under way', async () => {
    const { session, host } = watch({ total: 5, burst: 1, shut: true }, watchedLab, { paused: true });
    const step = session.step();
    session.play();
    host.script.shut = false;
    host.run.open();
    await step;
    await settled();
    expect(session.state).toMatchObject({ status: 'done', events: 5 });
  });

  it('takes one event for two steps that came together while the first is under way', async () => {
    const { session, host } = watch({ total: 5, burst: 5, shut: true }, watchedLab, { paused: true });
    const steps = [session.step(), session.step()];
    host.run.open();
    await Promise.all(steps);
    expect(session.state.events).toBe(1);
  });
});

describe('a run that asks', () => {
  it.each(['full speed', 'a pace'])('waits for a command, at %s, and goes on by itself', async (speed) => {
    const { session, host, timer } = watch(
      { total: 5, burst: 9, asks: [2, 3] },
      speed === 'a pace' ? paced : watchedLab,
    );
    await timer.pass(2000);
    expect(session.state).toMatchObject({ status: 'running', events: 2, asks: offers });
    const { length } = host.run.asked;
    await timer.pass(2000);
    await session.step();
    expect(host.run.asked).toHaveLength(length);
    session.send({ name: 'yes' });
    session.play();
    expect(session.state.asks).toBeUndefined();
    await timer.pass(2000);
    expect(session.state).toMatchObject({ events: 3, asks: offers });
    session.send({ name: 'yes' });
    await timer.pass(2000);
    expect(session.state).toMatchObject({ status: 'done', events: 5, asks: undefined });
  });

  it('asks nothing of somebody who looks at something earlier', async () => {
    const { session } = watch({ total: 5, burst: 1, asks: [3] });
    await settled();
    session.scrub(-1);
    expect(session.state).toMatchObject({ shown: 2, asks: undefined });
    session.scrub(1);
    expect(session.state.asks).toBe(offers);
    session.scrub(-2);
    session.play();
    await settled();
    expect(session.state).toMatchObject({ shown: 3, asks: offers });
    session.restart();
    expect(session.state.asks).toBeUndefined();
  });

  it('does not lose what is said while the question is still on its way', async () => {
    const { session, host } = watch({ total: 5, burst: 9, asks: [2], shut: true });
    session.send({ name: 'yes' });
    host.script.shut = false;
    host.run.open();
    await settled();
    expect(session.state).toMatchObject({ events: 2, asks: offers });
    session.send({ name: 'yes' });
    await settled();
    expect(session.state.status).toBe('done');
  });
});

describe('going back to look', () => {
  const three = async () => {
    const watched = watch({ total: 9, burst: 9 }, watchedLab, { paused: true });
    for (let press = 0; press < 3; press++) await watched.session.step();
    return watched;
  };

  it('shows what was seen then; the run waits', async () => {
    const { session, host } = await three();
    session.scrub(-2);
    expect(session.state).toMatchObject({ events: 3, shown: 1 });
    expect(seenBy(session)).toBe('size 3 1');
    session.scrub(-9);
    expect(session.state).toMatchObject({ events: 3, shown: 0 });
    session.scrub(+99);
    expect(session.state).toMatchObject({ events: 3, shown: 3 });
    expect(host.run.asked).toHaveLength(3);
  });

  it('steps forward through what is known before it takes a new event', async () => {
    const { session, host } = await three();
    session.scrub(-1);
    await session.step();
    expect(session.state).toMatchObject({ events: 3, shown: 3 });
    expect(host.run.asked).toHaveLength(3);
    await session.step();
    expect(session.state).toMatchObject({ events: 4, shown: 4 });
  });

  it('plays on from the newest', async () => {
    const { session } = await three();
    session.scrub(-3);
    session.play();
    expect(session.state.shown).toBe(3);
    await settled();
    expect(seenBy(session)).toBe('size 3 1 2 3 4 5 6 7 8 9');
  });

  it('is possible after the end, which stays the end', async () => {
    const { session } = watch();
    await settled();
    session.scrub(-1);
    expect(session.state).toMatchObject({ status: 'done', shown: 4, result: { total: 5 } });
  });

  it('pauses a run that goes on', async () => {
    const { session, timer } = watch({ total: 100, burst: 100 }, paced);
    await timer.pass(500);
    session.scrub(-1);
    await timer.pass(5000);
    expect(session.state).toMatchObject({ status: 'paused', events: 3, shown: 2 });
  });
});

describe('going back while a batch is under way', () => {
  it('stays where it looks, also when the run ends meanwhile', async () => {
    for (const total of [5, 4]) {
      const script: Script = { total, burst: 2 };
      const { session, host } = watch(script);
      await Promise.resolve(); // the first batch has come, the next one is asked for
      script.shut = true;
      await settled();
      const { events } = session.state;
      session.scrub(-1);
      host.run.open();
      script.shut = false;
      await settled();
      expect(session.state.shown).toBe(events - 1);
      expect(session.state.events).toBeGreaterThanOrEqual(events);
      expect(session.state.seen).toHaveLength(events);
    }
  });
});

describe('going on from an earlier moment', () => {
  const moments: Lab = { ...watchedLab, moment: (event) => (Number(event) % 2 === 0 ? `after ${event}` : undefined) };

  it('needs a moment, at or before what is looked at', async () => {
    const { session } = watch(fast, moments);
    await settled();
    expect(session.canGoOn).toBe(false); // looks at the end
    session.scrub(-3);
    expect([session.state.shown, session.canGoOn]).toEqual([2, true]);
    session.scrub(-1);
    expect([session.state.shown, session.canGoOn]).toEqual([1, false]);
    expect(() => session.goOn({ size: 4 })).toThrow('nothing here to go on from');
  });

  it('starts a run from there with the new knob; what came after is forgotten', async () => {
    const { session, host } = watch(fast, moments);
    await settled();
    const first = host.run;
    session.scrub(-2); // after 3: the last moment before it is after 2
    session.goOn({ size: 4 });
    expect(first.stopped).toBe(true);
    expect(host.run.spec).toEqual({ ...spec, params: { size: 4 }, from: 'after 2' });
    expect(session.state).toMatchObject({ status: 'running', events: 2, shown: 2 });
    expect(session.state.result).toBeUndefined();
    await settled();
    expect(session.state).toMatchObject({ status: 'done', events: 2 + fast.total });
    expect(seenBy(session)).toBe('size 3 1 2 1 2 3 4 5');
  });

  it('leaves the run as it is when the knob is not possible', async () => {
    const { session, host } = watch(fast, moments);
    await settled();
    session.scrub(-1);
    const before = session.state;
    expect(() => session.goOn({ size: 99 })).toThrow(InputError);
    expect([session.state, host.runs.length]).toEqual([before, 1]);
  });
});

describe('a long history', () => {
  it('is thinned, keeps the beginning and the end, and stays in order', async () => {
    const total = 5000;
    const { session } = watch({ total, burst: 700 });
    await settled();
    expect(session.state).toMatchObject({ status: 'done', events: total, shown: total });
    const places: number[] = [total];
    while (session.state.shown > 0) {
      session.scrub(-1);
      places.push(session.state.shown);
      expect(session.state.seen).toHaveLength(session.state.shown + 1);
    }
    expect(places).toEqual([...places].sort((a, b) => b - a));
    expect(new Set(places).size).toBe(places.length);
    expect(places.length).toBeGreaterThanOrEqual(200);
    expect(places.length).toBeLessThanOrEqual(400);
  });
});

it('going back passes over what changes nothing on the picture, and can go on from before it', async () => {
  const lab: Lab = {
    ...watchedLab,
    reduce: (state, event) => (Number(event) % 3 === 1 ? watchedLab.reduce(state, event) : state),
    moment: (event) => (Number(event) % 3 === 1 ? `after ${event}` : undefined),
  };
  const { session, host } = watch({ total: 8, burst: 3 }, lab);
  await settled();
  const places = [session.state.shown];
  while (session.state.shown > 0) {
    session.scrub(-1);
    places.push(session.state.shown);
  }
  expect(places).toEqual([8, 6, 3, 0]); // the pictures of 7, 4 and 1, and the beginning
  session.scrub(2);
  expect(seenBy(session)).toBe('size 3 1 4');
  session.goOn({ size: 4 });
  expect(host.run.spec.from).toBe('after 4');
});

describe('a new start', () => {
  it('has other knobs or another seed, keeps the rest, and stops the run before', async () => {
    const { session, host } = watch();
    await settled();
    session.restart({ params: { size: 5 } });
    expect(host.runs[0].stopped).toBe(true);
    expect(host.run.spec).toEqual({ lab: 'watched', params: { size: 5 }, seed: 7 });
    expect(session.state).toMatchObject({ status: 'running', events: 0, shown: 0 });
    expect(session.state.result).toBeUndefined();
    await settled();
    expect(seenBy(session)).toBe('size 5 1 2 3 4 5');
    session.restart({ seed: 8 });
    expect(host.run.spec).toEqual({ lab: 'watched', params: { size: 5 }, seed: 8 });
  });

  it('keeps the speed that was chosen', async () => {
    const { session, timer } = watch({ total: 99, burst: 99 }, paced);
    session.setSpeed(16);
    session.restart();
    await timer.pass(999);
    expect(session.state).toMatchObject({ speed: 16, events: 16 });
  });

  it('is refused with an impossible knob, and the run goes on as it was', async () => {
    const { session, timer, host } = watch({ total: 99, burst: 99 }, paced);
    await timer.pass(0);
    expect(() => session.restart({ params: { size: 99 } })).toThrow(InputError);
    await timer.pass(250);
    expect(host.runs).toHaveLength(1);
    expect(session.state).toMatchObject({ status: 'running', events: 2, spec });
  });

  it('takes nothing from a batch that the run before still brings', async () => {
    const { session, host } = watch({ total: 5, burst: 5, shut: true });
    const [old] = host.runs;
    session.restart({ seed: 8 });
    host.script.shut = false;
    old.stopped = false; // it was too late to stop
    old.open();
    await settled();
    expect(session.state.events).toBe(0);
    host.run.open();
    await settled();
    expect(seenBy(session)).toBe('size 3 1 2 3 4 5');
  });

  it('between two paced events does not bring the old rhythm along', async () => {
    const { session, timer } = watch({ total: 99, burst: 99 }, paced);
    await timer.pass(100);
    session.restart();
    await timer.pass(999);
    expect(session.state.events).toBe(4);
  });
});

describe('what goes wrong', () => {
  it('in the lab is a failure, after the events before it', async () => {
    const { session } = watch({ total: 9, burst: 2, failAt: 3 });
    await settled();
    expect(session.state).toMatchObject({ status: 'failed', events: 3, failure: { message: 'the lab broke' } });
  });

  it('in the reducer is one too, and stops the run', async () => {
    const { session, host } = watch({ total: 9, burst: 9, odd: 3 });
    await settled();
    expect(session.state).toMatchObject({ status: 'failed', events: 2 });
    expect(session.state.failure?.message).toBe('this event cannot be read');
    expect(host.run.stopped).toBe(true);
  });

  it('is over with a new start', async () => {
    const { session, host } = watch({ total: 9, burst: 2, failAt: 3 });
    await settled();
    host.script.failAt = undefined;
    session.restart();
    expect(session.state.failure).toBeUndefined();
    await settled();
    expect(session.state.status).toBe('done');
  });
});

describe('commands, listeners and the end', () => {
  it('hands a command to the run', () => {
    const { session, host } = watch(fast, watchedLab, { paused: true });
    session.send({ name: 'only-g', value: 3 });
    expect(host.run.sent).toEqual([{ name: 'only-g', value: 3 }]);
  });

  it('tells who listens, until they no longer want to hear', async () => {
    const { session } = watch(fast, watchedLab, { paused: true });
    let told = 0;
    const leave = session.subscribe(() => told++);
    await session.step();
    expect(told).toBe(1);
    leave();
    await session.step();
    expect(told).toBe(1);
  });

  it('stops the run, says nothing more, and asks for nothing more when closed', async () => {
    const { session, host, timer, states } = watch({ total: 99, burst: 99 }, paced);
    await timer.pass(0);
    const asked = host.run.asked.length;
    states.length = 0;
    session.close();
    await timer.pass(5000);
    expect([host.run.stopped, host.run.asked.length, states]).toEqual([true, asked, []]);
  });
});

/** Whatever is pressed: what is shown is what the lab makes of the first `shown` events, no more and no less. */
it('shows a state of the run whatever is pressed', async () => {
  const presses = fc.array(
    fc.oneof(
      fc.constantFrom('play', 'pause', 'step', 'restart'),
      fc.record({ scrub: fc.integer({ min: -5, max: 5 }) }),
      fc.record({ wait: fc.integer({ min: 0, max: 600 }) }),
      fc.record({ speed: fc.constantFrom(...speeds) }),
    ),
    { maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(presses, async (all) => {
      const { session, timer } = watch({ total: 40, burst: 3 }, paced);
      for (const press of all) {
        if (press === 'step') await session.step();
        else if (typeof press === 'string') session[press]();
        else if ('scrub' in press) session.scrub(press.scrub);
        else if ('speed' in press) session.setSpeed(press.speed);
        else await timer.pass(press.wait);
        const { shown, events } = session.state;
        expect(shown).toBeLessThanOrEqual(events);
        expect(session.state.seen).toEqual(['size 3', ...Array.from({ length: shown }, (_, at) => String(at + 1))]);
      }
      if (session.state.status === 'paused') session.play();
      await timer.pass(60_000);
      expect(session.state).toMatchObject({ status: 'done', events: 40 });
      session.close();
    }),
    { seed: 5, numRuns: 60 },
  );
});
