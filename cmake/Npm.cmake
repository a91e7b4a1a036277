# Installs the packages of a folder's package-lock.json into another folder, with the folder's
# scripts beside them: cmake -DNPM=... -DFROM=FOLDER -DTO=FOLDER -P Npm.cmake
#
# Where there is no registry, nothing is installed and that is said; what needs the packages has to
# do without, and the next build tries again.
file(GLOB files ${FROM}/package.json ${FROM}/package-lock.json ${FROM}/*.mjs)
file(REMOVE ${TO}/installed)
file(COPY ${files} DESTINATION ${TO})
execute_process(
  COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries=0
  WORKING_DIRECTORY ${TO} RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output
  TIMEOUT 120)
if(failed)
  file(REMOVE_RECURSE ${TO}/node_modules)
  string(REGEX MATCH "^[^\n]*" reason "${output}")
  message("npm ci failed (${reason}): tests that need its packages are skipped")
else()
  file(TOUCH ${TO}/installed)
endif()
