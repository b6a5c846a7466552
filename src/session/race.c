#include "race.h"

#include <stdlib.h>

void race_free(struct race *race)
{
    if (!race)
        return;
    search_free(race->search);
    workspace_free(&race->workspace);
    free(race);
}
