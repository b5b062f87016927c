@echo off
rem Starts the console dialer, and builds it first if that has not been done. After a change of the
rem sources, delete sdk-examples\target.
setlocal
set "ROOT=%~dp0"
set "JAR=%ROOT%sdk-examples\target\jasip-examples.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo dialer: found no Java at "%JAVA%". Install JDK 17 or newer and put it on the PATH, or set JAVA_HOME. 1>&2
  exit /b 1
)
if not exist "%JAR%" (
  echo dialer: building, please wait ^(the first time, Maven downloads the libraries^) ... 1>&2
  pushd "%ROOT%"
  call mvnw.cmd -B -ntp -q -pl sdk-examples -am package -DskipTests -Dcyclonedx.skip=true 1>&2
  popd
  if not exist "%JAR%" (
    echo dialer: the build failed; see above. 1>&2
    exit /b 1
  )
)
"%JAVA%" -cp "%JAR%" io.jasip.examples.dialer.Dialer %*
exit /b %ERRORLEVEL%
