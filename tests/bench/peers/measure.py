# The same as measure.ts, for programs in Python.
import json
import time


def timer(threads):
    start, used = time.perf_counter(), time.process_time()

    def elapsed():
        wall = time.perf_counter() - start
        return wall if threads > 1 else min(wall, time.process_time() - used)

    return elapsed


def milliseconds(call, seconds, threads=1):
    def calls_for(limit):
        elapsed, calls, more = timer(threads), 0, 1
        while calls == 0 or elapsed() < limit:
            for _ in range(more):
                call()
            calls += more
            more *= 2
        return 1000 * elapsed() / calls

    calls_for(seconds / 3)
    return calls_for(seconds)


def say(measured):
    print(json.dumps(measured))


def measure_training(step, seconds, threads=1):
    answers = [step(), step()]
    elapsed = timer(threads)
    answers.append(step())
    third = elapsed()
    time = 1000 * third if third > seconds else milliseconds(step, seconds, threads)
    return dict(milliseconds=time, answers=answers)
