/* What the updates of a crowd draw: as mover_prepare does it for one ball. */

#include "crowd_parts.h"

static void make_noise(struct crowd *crowd)
{
    const struct crowd_code *code = crowd->code;
    const double *sigma = crowd_find(crowd, &code->noise);
    int count = source_varies(code, &code->noise) ? crowd->count : 1;
    double x, y;
    noise_sample(code->conditions.seed, (uint64_t)code->recipe->stream, (uint64_t)crowd->n, &x, &y);
    for (int i = 0; i < count; i++) {
        double level = noise_level(sigma[i]);
        crowd->noise[0][i] = x * level;
        crowd->noise[1][i] = y * level;
    }
}

void crowd_draw(struct crowd *crowd)
{
    const struct recipe *recipe = crowd->code->recipe;
    if (recipe_is_noisy(recipe))
        make_noise(crowd);
    if (recipe->rule->code->draw_count > 0)
        chance_draw(recipe->rule->code, crowd->code->conditions.seed, (uint64_t)recipe->stream,
                    (uint64_t)crowd->n, crowd->draws);
}
