# Windows lets no program make itself the default for telephone links. What it lets one do is say that it could be: then the
# bar stands under Settings, Apps, Default apps, and may be named in a default associations file. SHELL_CONTEXT is the
# user's part of the registry or the machine's, as the installation is for one or for all.

# Behind the -- of the command no part of a link is taken for a switch.
!macro vocomLinkClass NAME
  WriteRegStr SHELL_CONTEXT "Software\Classes\${NAME}" "" "URL:Vocom Bar"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${NAME}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\${NAME}\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${NAME}\shell\open\command" "" '"$appExe" "--" "%1"'
!macroend

# For all users: nobody but an administrator changes the programs that all of them run. Program Files is so by itself; a folder that was
# named on the command line (/D=) may have taken over that every user may write. The accounts stand as numbers (SYSTEM, Administrators,
# Users), because their names are translated.
!macro vocomProtectFolder
  ${if} $installMode == "all"
    nsExec::Exec '"$SYSDIR\icacls.exe" "$INSTDIR" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /Q'
    Pop $0
    nsExec::Exec '"$SYSDIR\icacls.exe" "$INSTDIR\*" /reset /T /C /Q'
    Pop $1
    ${if} $0 != 0
    ${orIf} $1 != 0
      DetailPrint "The rights of $INSTDIR could not be set."
      SetErrorLevel 2
      Abort
    ${endIf}
  ${endIf}
!macroend

!macro customInstall
  !insertmacro vocomProtectFolder
  !insertmacro vocomLinkClass "VocomBar.Link"
  # Its own scheme works before the first start, too.
  !insertmacro vocomLinkClass "vocom-bar"
  WriteRegStr SHELL_CONTEXT "Software\Vocom Bar\Capabilities" "ApplicationName" "Vocom Bar"
  WriteRegStr SHELL_CONTEXT "Software\Vocom Bar\Capabilities" "ApplicationDescription" "Call control for agents of the Vocom PABX"
  WriteRegStr SHELL_CONTEXT "Software\Vocom Bar\Capabilities\URLAssociations" "tel" "VocomBar.Link"
  WriteRegStr SHELL_CONTEXT "Software\Vocom Bar\Capabilities\URLAssociations" "callto" "VocomBar.Link"
  WriteRegStr SHELL_CONTEXT "Software\Vocom Bar\Capabilities\URLAssociations" "sip" "VocomBar.Link"
  WriteRegStr SHELL_CONTEXT "Software\RegisteredApplications" "Vocom Bar" "Software\Vocom Bar\Capabilities"
!macroend

!macro customUnInstall
  # An update uninstalls the old version first: what the user has chosen must outlive it.
  ${ifNot} ${isUpdated}
    DeleteRegValue SHELL_CONTEXT "Software\RegisteredApplications" "Vocom Bar"
    DeleteRegKey SHELL_CONTEXT "Software\Vocom Bar"
    DeleteRegKey SHELL_CONTEXT "Software\Classes\VocomBar.Link"
    DeleteRegKey SHELL_CONTEXT "Software\Classes\vocom-bar"
  ${endIf}
!macroend
