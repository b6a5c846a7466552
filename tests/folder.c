#include "folder.h"

#include "terminal.h"

#include <stdio.h>

char *home;

void folder_begin(void)
{
    home = terminal_new_home();
}

void folder_end(void)
{
    terminal_remove_home(home);
}

const char *folder_path(const char *name)
{
    static char path[600];
    snprintf(path, sizeof path, "%s/%s", home, name);
    return path;
}
