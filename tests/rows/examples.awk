# The examples of rows in the pages for contributors, as tables of C: what stands in a block of code
# from `{` to `},`, four blanks deep.
/^    [{]/ { row = ""; end = /^    [{]$/ ? "^    },$" : "},$" }
end { row = row $0 "\n" }
end && $0 ~ end {
    end = ""
    kind = row ~ /\.rule/ ? "optimizer" : row ~ /MINIMA/ ? "surface" : row ~ /STOPS/ ? "colormap" : "schedule"
    rows[kind] = rows[kind] row
}
END {
    count = split("surface optimizer schedule colormap", kinds, " ")
    for (i = 1; i <= count; i++)
        printf "static const struct %s_row example_%ss[] = {\n%s};\n", \
            kinds[i] ~ /optimizer|schedule/ ? "formula" : kinds[i], kinds[i], rows[kinds[i]]
}
