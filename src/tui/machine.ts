/** The shape of every screen's behaviour: a pure function from a state and a message to the next state and to effects.
 *  Effects are plain data that says what is to be done outside; hooks do it. */

/** The next state, and what is to be done. */
export type Next<State, Effect> = readonly [state: State, ...effects: Effect[]];

export type Update<State, Message, Effect> = (state: State, message: Message) => Next<State, Effect>;
