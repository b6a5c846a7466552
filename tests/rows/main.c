/* Built and run by `make`: says what the rows of the tables lack, so that who adds one sees it. */

#include "../rows.h"

#include <stdio.h>

int main(void)
{
    struct text faults = {0};
    rows_check_surfaces(&faults, surface_rows, surface_row_count);
    rows_check_optimizers(&faults, optimizer_rows, optimizer_row_count);
    rows_check_schedules(&faults, schedule_rows, schedule_row_count);
    rows_check_colormaps(&faults, colormap_rows, colormap_row_count);
    if (faults.length)
        fputs(faults.bytes, stderr);
    bool good = !faults.length;
    text_free(&faults);
    return good ? 0 : 1;
}
