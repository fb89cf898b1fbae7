/** A small language for expressions: `a=2; b=-3; tanh(a*b + 1)`. The last part is the result. Nothing is ever evaluated as
 *  code: a text becomes a list of operations, each on those before it.
 *  Left out: precedence tables; the grammar is one function a level (recursive descent). */

import { type Expression, isFunction, labelOf, type Operation, type Part } from './expression.ts';
import { SyntaxProblem, type Token, tokensOf } from './tokens.ts';

const longest = 300;
const mostParts = 80;
const highestPower = 9;

/** A text as a list of operations: `a=2; a*a` → parts a, a*a, and the result is number 1.
 *  @throws SyntaxProblem with the position */
export function parse(text: string): Expression {
  if (text.length > longest) throw new SyntaxProblem(`it is longer than ${longest} characters`, longest + 1);
  return new Parser(tokensOf(text.replaceAll('\n', ';'))).expression();
}

class Parser {
  private readonly list: Part[] = [];
  private readonly names = new Map<string, number>();
  private next = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  expression(): Expression {
    let last: number | undefined;
    for (;;) {
      while (this.take(';'));
      if (this.peek().kind === 'end') break;
      last = this.statement();
      if (this.peek().kind !== 'end' && !this.take(';')) this.fail(`"${this.peek().text}" does not fit here`);
    }
    const result = last ?? this.fail('there is no expression');
    const { kind, label } = this.list[result];
    if (kind !== 'operation') this.fail(`there is nothing to compute: the last part is only ${label}`);
    return { parts: this.list, result };
  }

  private statement(): number {
    const { kind, text: name, at } = this.peek();
    if (kind !== 'name' || this.tokens[this.next + 1].text !== '=') return this.sum();
    if (this.names.has(name)) this.fail(`${name} has a value already`);
    if (isFunction(name)) this.fail(`${name} is a function and cannot be a name`);
    this.next += 2;
    const value = this.sum();
    const part = this.list[value];
    if (part.kind === 'constant') this.list[value] = { ...part, kind: 'variable', label: name };
    else if (part.kind === 'operation' && !part.named) this.list[value] = { ...part, label: name, named: true };
    else throw new SyntaxProblem(`${name} would be only another name for ${part.label}`, at);
    this.names.set(name, value);
    return value;
  }

  private sum(): number {
    let left = this.product();
    for (;;) {
      const { text, at } = this.peek();
      if (!this.take('+') && !this.take('-')) return left;
      left = this.operation(text as Operation, [left, this.product()], at);
    }
  }

  private product(): number {
    let left = this.signed();
    for (;;) {
      const { text, at } = this.peek();
      if (!this.take('*') && !this.take('/')) return left;
      left = this.operation(text as Operation, [left, this.signed()], at);
    }
  }

  /** A minus binds weaker than a power: -a^2 is -(a^2). */
  private signed(): number {
    const { at } = this.peek();
    if (this.take('+')) return this.signed();
    if (!this.take('-')) return this.power();
    const inner = this.signed();
    const part = this.list[inner];
    if (part.kind !== 'constant') return this.operation('neg', [inner], at);
    this.list[inner] = { ...part, label: `-${part.label}`, value: -part.value };
    return inner;
  }

  private power(): number {
    const base = this.atom();
    const { at } = this.peek();
    if (!this.take('^')) return base;
    const from = this.peek().at;
    const exponent = this.signed();
    const part = this.list[exponent];
    if (part.kind !== 'constant' || !Number.isInteger(part.value) || Math.abs(part.value) > highestPower) {
      throw new SyntaxProblem(`the exponent is no whole number from -${highestPower} to ${highestPower}`, from);
    }
    return this.operation('^', [base, exponent], at);
  }

  private atom(): number {
    const { kind, text, at } = this.peek();
    if (kind === 'number') {
      this.next++;
      return this.add({ kind: 'constant', label: text, value: Number(text), at }, at);
    }
    if (kind === 'name') {
      this.next++;
      if (isFunction(text)) {
        if (!this.take('(')) this.fail(`${text} needs its number in brackets`);
        const inner = this.sum();
        this.close();
        return this.operation(text, [inner], at);
      }
      const index = this.names.get(text);
      if (index === undefined) throw new SyntaxProblem(`${text} has no value yet`, at);
      return index;
    }
    if (!this.take('(')) this.fail(kind === 'end' ? 'a number or a name is missing' : `"${text}" does not fit here`);
    const inner = this.sum();
    this.close();
    return inner;
  }

  private close(): void {
    if (!this.take(')')) this.fail('a ")" is missing');
  }

  private operation(operation: Operation, inputs: readonly number[], at: number): number {
    const label = labelOf(
      operation,
      inputs.map((index) => this.list[index]),
    );
    return this.add({ kind: 'operation', label, named: false, operation, inputs, at }, at);
  }

  private add(part: Part, at: number): number {
    if (this.list.length >= mostParts) throw new SyntaxProblem(`there are more than ${mostParts} parts`, at);
    return this.list.push(part) - 1;
  }

  private peek(): Token {
    return this.tokens[this.next];
  }

  private take(sign: string): boolean {
    if (this.peek().kind !== 'sign' || this.peek().text !== sign) return false;
    this.next++;
    return true;
  }

  private fail(what: string): never {
    throw new SyntaxProblem(what, this.peek().at);
  }
}
