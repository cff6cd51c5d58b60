/** Vectors of length 1, checked: hnswlib aborts the process on a number that is not finite. */

/**
 * Scaled to length 1; null for a zero vector. A plain array, because hnswlib takes no typed one.
 * Throws RangeError for another length or a number that is not finite.
 */
export function unitVector(vector: ArrayLike<number>, dimension: number): number[] | null {
  if (vector.length !== dimension) throw new RangeError(`A vector of ${vector.length} numbers, not ${dimension}.`);
  let squares = 0;
  for (let i = 0; i < dimension; i++) {
    const value = vector[i];
    if (!Number.isFinite(value)) throw new RangeError(`The vector has ${value} at ${i}.`);
    squares += value! * value!;
  }
  // Finite numbers whose squares are not are no vector that an embedder makes.
  if (!Number.isFinite(squares)) throw new RangeError('The vector is too long.');
  if (squares < 1e-30) return null;
  const norm = Math.sqrt(squares);
  return Array.from(vector, (value) => value / norm);
}

/** Rounds to 8 bits into `into`; the result is the step: `vector[i] ≈ into[i] * step`, 0 for one that can't be rounded. */
export function quantise(vector: Float32Array, into: Int8Array): number {
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  if (!(most > 0 && most < Infinity)) return 0;
  for (let i = 0; i < vector.length; i++) into[i] = Math.round((vector[i]! / most) * 127);
  return most / 127;
}
