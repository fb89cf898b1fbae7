/** Back-propagation in its smallest form: one number at a time. Every result remembers what it was made of and how to hand
 *  its gradient on. Left out: everything that makes it fast; see ./graph.ts for the same over whole blocks of numbers.
 *  After: micrograd (Karpathy 2020).
 *
 *  const x = new Value(3); const y = x.times(x).plus(1); y.backward(); → y.data 10, x.grad 6 */

// #region value
export class Value {
  /** How much the last result changes when this number does. */
  grad = 0;

  constructor(
    public data: number,
    /** What made it, for pictures; nothing for a number that was given. */
    readonly operation: string = '',
    readonly parents: readonly Value[] = [],
    /** Adds this number's part to the gradients of its parents. */
    readonly handOn: (grad: number) => void = () => {},
  ) {}

  plus(other: Value | number): Value {
    const b = asValue(other);
    return new Value(this.data + b.data, '+', [this, b], (grad) => {
      this.grad += grad;
      b.grad += grad;
    });
  }

  times(other: Value | number): Value {
    const b = asValue(other);
    return new Value(this.data * b.data, '×', [this, b], (grad) => {
      this.grad += b.data * grad;
      b.grad += this.data * grad;
    });
  }

  /** 1 / x */
  inverse(): Value {
    const data = 1 / this.data;
    return new Value(data, '1/x', [this], (grad) => {
      this.grad -= data * data * grad;
    });
  }

  tanh(): Value {
    const data = Math.tanh(this.data);
    return new Value(data, 'tanh', [this], (grad) => {
      this.grad += (1 - data * data) * grad;
    });
  }

  relu(): Value {
    const slope = this.data > 0 ? 1 : 0;
    return new Value(slope * this.data, 'relu', [this], (grad) => {
      this.grad += slope * grad;
    });
  }
  // #endregion

  exp(): Value {
    const data = Math.exp(this.data);
    return new Value(data, 'exp', [this], (grad) => {
      this.grad += data * grad;
    });
  }

  log(): Value {
    return new Value(Math.log(this.data), 'log', [this], (grad) => {
      this.grad += grad / this.data;
    });
  }

  minus(other: Value | number): Value {
    return this.plus(asValue(other).times(-1));
  }

  over(other: Value | number): Value {
    return this.times(asValue(other).inverse());
  }

  // #region backward
  /** Gradients of this number with respect to all that it was made of. */
  backward(): void {
    const order = this.order();
    for (const value of order) value.grad = 0;
    this.grad = 1;
    for (const value of order.reverse()) value.handOn(value.grad);
  }
  // #endregion

  /** All that this was made of, and itself: parents before children. A stack instead of recursion, so that long sums do not
   *  overflow. */
  order(): Value[] {
    const order: Value[] = [];
    const seen = new Set<Value>();
    const stack: { readonly value: Value; next: number }[] = [{ value: this, next: 0 }];
    seen.add(this);
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const parent = top.value.parents[top.next++];
      if (parent === undefined) {
        order.push(top.value);
        stack.pop();
      } else if (!seen.has(parent)) {
        seen.add(parent);
        stack.push({ value: parent, next: 0 });
      }
    }
    return order;
  }
}

const asValue = (x: Value | number): Value => (x instanceof Value ? x : new Value(x));
