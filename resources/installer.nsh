# Windows lets no program make itself the default for telephone links. What it lets one do is say that it could be: then the
# bar stands under Settings, Apps, Default apps, and may be named in a default associations file. SHELL_CONTEXT is the
# user's part of the registry or the machine's, as the installation is for one or for all.

!macro vocomLinkClass NAME
  WriteRegStr SHELL_CONTEXT "Software\Classes\${NAME}" "" "URL:Vocom Bar"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${NAME}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\${NAME}\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${NAME}\shell\open\command" "" '"$appExe" "%1"'
!macroend

!macro customInstall
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
