# Run by `cmake -P`: writes OUTPUT, a C++ file that holds the text of FILES, each under its path
# below ROOT, as `const std::vector<EmbeddedFile> NAME`.
file(WRITE ${OUTPUT}.new "// Generated from the files it holds.\n#include \"text/embedded.h\"\n\nnamespace dealwire {\n\nconst std::vector<EmbeddedFile>& ${NAME}() {\n  static const std::vector<EmbeddedFile> files = {\n")
foreach(path ${FILES})
  file(READ ${ROOT}/${path} content)
  string(LENGTH "${content}" length)
  file(APPEND ${OUTPUT}.new "      {\"${path}\",\n")
  # Compilers need not take literals beyond 64 KB in one piece; neighbours are joined by them.
  set(begin 0)
  while(begin LESS length)
    string(SUBSTRING "${content}" ${begin} 16000 piece)
    file(APPEND ${OUTPUT}.new "R\"embedded(${piece})embedded\"\n")
    math(EXPR begin "${begin} + 16000")
  endwhile()
  file(APPEND ${OUTPUT}.new "      },\n")
endforeach()
file(APPEND ${OUTPUT}.new "  };\n  return files;\n}\n\n}  // namespace dealwire\n")
file(RENAME ${OUTPUT}.new ${OUTPUT})
