#include "race.h"

#include <stdlib.h>

const char *const rates_names[RATES_COUNT] = {
    [RATES_OWN] = "own", [RATES_CATALOGUE] = "catalogue", [RATES_TUNED] = "tuned"};

void race_free(struct race *race)
{
    if (!race)
        return;
    search_free(race->search);
    workspace_free(&race->workspace);
    free(race);
}
