/** GET /v1/models: what there is. */
import { noModel, type Service } from '../call.ts';
import type { ModelCard } from '../engine.ts';

const told = ({ id, does, context, about }: ModelCard, { since }: Service) => ({
  id,
  object: 'model',
  created: since,
  owned_by: 'genai-tutor',
  does,
  context_window: context ?? null,
  about,
});

export const models = (service: Service) => ({
  object: 'list',
  data: service.engine.models.map((card) => told(card, service)),
});

/** @throws ApiError when it is not there */
export function model(id: string, service: Service) {
  const { models } = service.engine;
  const card = models.find((model) => model.id === id);
  if (!card) throw noModel(id, models);
  return told(card, service);
}
